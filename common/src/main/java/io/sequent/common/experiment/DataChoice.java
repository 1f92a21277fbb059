package io.sequent.common.experiment;

import io.sequent.common.data.DataLocation;
import io.sequent.common.data.DataRoots;
import io.sequent.common.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Which data a call uses, and how a run remembers it. */
public final class DataChoice {
  /** The word that stands for the bundled sample, on the command line and in a saved run. */
  private static final String SAMPLE = "sample";

  private DataChoice() {}

  /**
   * The data for what the user said.
   *
   * @param given a path, {@code sample}, or nothing
   */
  public static DataLocation of(Task<?, ?> task, String given) throws IOException {
    if (given.equals(SAMPLE)) {
      return DataLocation.sample(task.name());
    }
    Optional<Path> path = given.isEmpty() ? Optional.empty() : Optional.of(Path.of(given));
    return DataLocation.find(task.name(), task.data().source(), path, DataRoots.ofSystem());
  }

  /**
   * The data for what a file says that is to hold on any machine.
   *
   * @param place a path below a data root, such as {@code text/kobzar_uk.txt}, {@code sample}, or
   *     nothing
   * @throws io.sequent.common.UserError if nothing of that name is there
   */
  public static DataLocation below(Task<?, ?> task, String place) throws IOException {
    return place.isEmpty() || place.equals(SAMPLE)
        ? of(task, place)
        : DataLocation.below(DataRoots.ofSystem(), place);
  }

  /** How to name the data so that {@link #of} finds them again from any working folder. */
  public static String remember(DataLocation data) {
    return data.kind() == DataLocation.Kind.SAMPLE
        ? SAMPLE
        : data.path().toAbsolutePath().normalize().toString();
  }
}

package io.sequent.common.run;

import io.sequent.common.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run among others.
 *
 * @param folder where it is
 * @param task its name; {@code unknown} if the settings cannot be read
 * @param state how far it is
 * @param changed when its result or, before that, its settings were written
 * @param record its result, if it is finished
 * @param bytes all of its files together
 */
public record ListedRun(
    RunFolder folder,
    String task,
    State state,
    Instant changed,
    Optional<RunRecord> record,
    long bytes) {
  private static final String UNKNOWN = "unknown";

  /** How far a run is. */
  public enum State {
    /** It has a result and a model. */
    FINISHED,
    /** It has a result; its model was removed. */
    FIGURES,
    /** It is being trained, or can be resumed. */
    UNFINISHED,
    /** A file of it cannot be read. */
    DAMAGED
  }

  /**
   * The runs in a folder, which need not exist, those of its studies and searches included.
   *
   * @return the latest first
   */
  public static List<ListedRun> below(Path runs) throws IOException {
    List<ListedRun> found = new ArrayList<>();
    for (RunFolder run : RunFolder.below(runs)) {
      if (Files.isRegularFile(run.config())) {
        found.add(of(run));
      }
    }
    found.sort(
        Comparator.comparing(ListedRun::changed, Comparator.reverseOrder())
            .thenComparing(run -> run.folder.path().toString()));
    return found;
  }

  private static ListedRun of(RunFolder run) throws IOException {
    if (!Files.isRegularFile(run.result())) {
      return new ListedRun(
          run, task(run), State.UNFINISHED, modified(run.config()), Optional.empty(), bytes(run));
    }
    Instant changed = modified(run.result());
    try {
      RunRecord record = RunRecord.read(run.result());
      State state = Files.isRegularFile(run.model()) ? State.FINISHED : State.FIGURES;
      return new ListedRun(run, record.task(), state, changed, Optional.of(record), bytes(run));
    } catch (UserError e) {
      return new ListedRun(run, task(run), State.DAMAGED, changed, Optional.empty(), bytes(run));
    }
  }

  private static String task(RunFolder run) {
    try {
      return run.task();
    } catch (UserError e) {
      return UNKNOWN;
    }
  }

  private static Instant modified(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toInstant();
  }

  private static long bytes(RunFolder run) throws IOException {
    try (Stream<Path> files = Files.walk(run.path())) {
      return files.filter(Files::isRegularFile).mapToLong(ListedRun::size).sum();
    } catch (UncheckedIOException e) {
      return 0; // A training that goes on has just removed something.
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}

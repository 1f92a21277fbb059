package io.sequent.common.track;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Shows trainings in a tool of its own, such as TensorBoard.
 *
 * <p>It is found by {@link ServiceLoader}: annotate it with
 * {@code @MetaInfServices(Tracker.class)}, or name it in {@code
 * META-INF/services/io.sequent.common.track.Tracker}. It is stateless and has a public constructor
 * without parameters.
 */
public interface Tracker {
  /** What it is asked for by, such as {@code tensorboard}. */
  String name();

  /**
   * Begins to follow a training.
   *
   * @param run what is known before its first epoch
   * @return told of everything, in one thread; whatever it throws is logged, and the training goes
   *     on without it
   */
  Tracking open(TrackedRun run) throws IOException;

  /** The trackers on the class path, by name. */
  static List<Tracker> all() {
    return ServiceLoader.load(Tracker.class, Tracker.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Tracker::name))
        .toList();
  }

  /**
   * The trackers of some names, each once.
   *
   * @throws UserError if there is none of a name, with those that were found
   */
  static List<Tracker> named(List<String> names) {
    List<Tracker> all = all();
    return names.stream().distinct().map(name -> named(name, all)).toList();
  }

  private static Tracker named(String name, List<Tracker> all) {
    return all.stream()
        .filter(tracker -> tracker.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "track: "
                        + Config.unknown(
                            "tracker", name, all.stream().map(Tracker::name).toList())));
  }
}

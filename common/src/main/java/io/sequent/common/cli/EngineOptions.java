package io.sequent.common.cli;

import io.sequent.common.UserError;
import io.sequent.common.config.Setting;
import io.sequent.common.study.engine.ClusterEngine;
import io.sequent.common.study.engine.ClusterEngine.Cluster;
import io.sequent.common.study.engine.EngineChoice;
import io.sequent.common.study.engine.EngineKind;
import io.sequent.common.study.engine.LocalEngine;
import java.nio.file.Path;
import java.util.List;

/** Options of actions that leave trainings to an engine. */
final class EngineOptions {
  static final Setting<Integer> PARALLEL =
      Setting.integer(
          "parallel", 1, 1, 256, "number of runs at the same time, which share the cores");
  static final Setting<EngineKind> ENGINE =
      Setting.choice(
          "engine",
          EngineKind.LOCAL,
          "who trains: this process (local), or the nodes of a cluster (spark; needs the profile"
              + " spark)");
  static final Setting<String> MASTER =
      Setting.text(
          "master",
          "",
          "an address as Spark takes it, such as spark://host:7077, local[4] or yarn",
          "the cluster of engine=spark");

  private EngineOptions() {}

  static List<Setting<?>> all() {
    return List.of(PARALLEL, ENGINE, MASTER);
  }

  /**
   * The engine of a call.
   *
   * @throws UserError for options that do not go together
   */
  static EngineChoice of(Request request, Console console) {
    String master = request.option(MASTER);
    if (request.value(ENGINE) == EngineKind.LOCAL) {
      if (!master.isEmpty()) {
        throw new UserError("master: '%s' without engine=spark, expected both".formatted(master));
      }
      return () -> new LocalEngine(request.value(PARALLEL), console.err());
    }
    if (request.given().containsKey(PARALLEL.name())) {
      throw new UserError(
          "parallel: is for engine=local; a cluster trains as many runs at the same time as it has"
              + " room for, or spark.cores.max allows");
    }
    Cluster cluster =
        new Cluster(
            master,
            Path.of(request.option(StudyOptions.RUNS)),
            request.value(RunOptions.KERNEL),
            console.err());
    return () -> ClusterEngine.find().open(cluster);
  }
}

package io.sequent.common.study.run;

import io.sequent.common.config.Config;
import io.sequent.common.run.RunFolder;
import io.sequent.common.study.run.RecordedRuns.StudyRun;
import io.sequent.common.train.TrainingSettings;
import io.sequent.common.train.schedule.ScheduleSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs that differ in nothing but their number of epochs. A longer one begins like a shorter one,
 * so it resumes where the shorter one ended. A run whose learning rate looks ahead to the last
 * epoch is in no chain.
 */
final class EpochChains {
  private final String task;
  private final Map<String, List<StudyRun>> all;

  /**
   * @param runs every run of a study, recorded or not
   * @param task the study's
   */
  EpochChains(Collection<StudyRun> runs, String task) {
    this.task = task;
    this.all = chains(runs);
  }

  /** Divides runs into chains, in the order of their first members; short runs before long ones. */
  List<List<StudyRun>> of(Collection<StudyRun> runs) {
    return List.copyOf(chains(runs).values());
  }

  /** The longest shorter run that a training can resume from. */
  Optional<RunFolder> before(StudyRun run) {
    return shorter(run)
        .map(StudyRun::folder)
        .filter(folder -> Files.exists(folder.result()) && Files.exists(folder.checkpoints()))
        .reduce((first, second) -> second);
  }

  /** Removes the checkpoints that the shorter runs have kept for this one. */
  void release(StudyRun run) throws IOException {
    for (StudyRun earlier : shorter(run).toList()) {
      earlier.folder().deleteCheckpoints();
    }
  }

  private Stream<StudyRun> shorter(StudyRun run) {
    return all.getOrDefault(key(run), List.of()).stream()
        .filter(other -> epochs(other) < epochs(run));
  }

  private Map<String, List<StudyRun>> chains(Collection<StudyRun> runs) {
    Map<String, List<StudyRun>> chains = new LinkedHashMap<>();
    for (StudyRun run : runs) {
      chains.computeIfAbsent(key(run), key -> new ArrayList<>()).add(run);
    }
    chains.values().forEach(chain -> chain.sort(Comparator.comparingInt(EpochChains::epochs)));
    return chains;
  }

  private String key(StudyRun run) {
    Config config = run.planned().config();
    return ScheduleSettings.looksAhead(config)
        ? run.configHash()
        : config.with(TrainingSettings.EPOCHS, 1).hash(task) + run.dataHash();
  }

  private static int epochs(StudyRun run) {
    return run.planned().config().get(TrainingSettings.EPOCHS);
  }
}

package io.sequent.common.experiment;

import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataLocation;
import io.sequent.common.data.Splits;
import io.sequent.common.run.Provenance;
import io.sequent.common.run.RunRecord;
import io.sequent.common.task.Task;
import io.sequent.common.train.history.History;
import io.sequent.common.train.history.History.EpochRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The third step of an experiment: puts together what is recorded of it. */
final class RunRecording {
  private final Task<?, ?> task;
  private final DataLocation data;
  private final Splits<?> splits;
  private final Provenance provenance;
  private final double prepareSeconds;

  /**
   * @param provenance of the data that were read
   * @param prepareSeconds how long reading, preparing and building the network took
   */
  RunRecording(
      Task<?, ?> task,
      DataLocation data,
      Splits<?> splits,
      Provenance provenance,
      double prepareSeconds) {
    this.task = task;
    this.data = data;
    this.splits = splits;
    this.provenance = provenance;
    this.prepareSeconds = prepareSeconds;
  }

  RunRecord of(CompletedTraining<?> trained, RunEvaluation evaluation) {
    Config config = trained.model().config();
    return new RunRecord(
        task.name(),
        config.get(CommonSettings.SEED),
        data.kind() == DataLocation.Kind.SAMPLE,
        config.asText(),
        provenance,
        metrics(evaluation),
        training(trained),
        times(trained, evaluation),
        evaluation.samples());
  }

  private static Map<String, Map<String, Double>> metrics(RunEvaluation evaluation) {
    Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
    metrics.put(RunRecord.VALIDATION, evaluation.validation().metrics());
    evaluation.test().ifPresent(test -> metrics.put(RunRecord.TEST, test.metrics()));
    return metrics;
  }

  private RunRecord.Training training(CompletedTraining<?> trained) {
    History history = trained.history();
    Map<String, Integer> examples = new LinkedHashMap<>();
    examples.put(RunRecord.TRAIN, splits.train().size());
    examples.put(RunRecord.VALIDATION, splits.validation().size());
    examples.put(RunRecord.TEST, splits.test().size());
    return new RunRecord.Training(
        Optional.of(history.metric().name()),
        OptionalInt.of(history.best().orElseThrow().epoch()),
        OptionalInt.of(history.epochs().size()),
        OptionalLong.of(trained.model().network().numParams()),
        examples);
  }

  private RunRecord.Times times(CompletedTraining<?> trained, RunEvaluation evaluation) {
    List<EpochRecord> epochs = trained.history().epochs();
    double train = epochs.stream().mapToDouble(EpochRecord::seconds).sum();
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("prepare", prepareSeconds);
    seconds.put(RunRecord.TRAIN, train);
    seconds.put("evaluate", evaluation.seconds());
    return new RunRecord.Times(
        seconds,
        RunRecord.optional(splits.train().size() * epochs.size() / train),
        evaluation.predictionsPerSecond(),
        trained.otherLoad());
  }
}

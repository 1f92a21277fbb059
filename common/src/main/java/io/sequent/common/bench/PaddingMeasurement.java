package io.sequent.common.bench;

import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.data.Batches;
import io.sequent.common.data.DataLocation;
import io.sequent.common.experiment.DataChoice;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.train.TrainingSettings;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Measures the padding share of a task's training batches, with its defaults and all its data. */
final class PaddingMeasurement<E, P extends Preparation> implements Measurement {
  private final Task<E, P> task;

  PaddingMeasurement(Task<E, P> task) {
    this.task = task;
  }

  @Override
  public String name() {
    return "padding-" + task.name();
  }

  @Override
  public void measure(BenchPlan plan, BenchReport report) throws IOException {
    Config config = TaskSettings.defaults(task);
    DataLocation data = DataChoice.of(task, "");
    List<E> train = task.data().read(data.path(), config).train();
    P preparation = task.prepare(train, config);
    Batches<E> batches = task.data().batches(train, task.vectorizer(preparation, config), config);
    report.note(
        String.format(
            Locale.ROOT,
            "%s: share of padded steps, %,d examples in batches of %d; %s",
            name(),
            train.size(),
            config.get(TrainingSettings.BATCH_SIZE),
            data.describe()));
    report.share(
        BenchReport.OURS,
        name(),
        batches.paddingShare(batches.epoch(config.get(CommonSettings.SEED), 1)));
  }
}

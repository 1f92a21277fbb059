package io.sequent.common.study.engine;

import io.sequent.common.study.engine.TrainingWatch.EpochNews;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.history.History;
import io.sequent.common.train.history.History.EpochRecord;
import java.util.function.Consumer;

/**
 * Tells of each epoch of a training in this process.
 *
 * @param news gets the epochs
 */
public record EpochReporter(Consumer<EpochNews> news) implements TrainingListener {
  @Override
  public void epochDone(History history) {
    EpochRecord epoch = history.epochs().get(history.epochs().size() - 1);
    String metric = history.metric().name();
    news.accept(
        new EpochNews(
            epoch.epoch(),
            metric,
            epoch.validation().getOrDefault(metric, Double.NaN),
            history.lastIsBest()));
  }
}

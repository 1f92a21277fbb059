package io.sequent.tasks.sentiment;

import com.google.auto.service.AutoService;
import io.sequent.common.classify.TextClassification;
import io.sequent.common.classify.TextColumns;
import io.sequent.common.classify.TextFormat;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.data.DataSource;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.build.OptimizerSettings;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.task.Task;
import io.sequent.common.train.TrainingSettings;
import java.util.List;

/**
 * Tells whether a film review is positive, on the Large Movie Review Dataset or any CSV set in its
 * form: files {@code train*.csv} and {@code test*.csv} with a header and the columns {@code label},
 * 0 for negative and 1 for positive, and {@code text}. A share of the training texts is held out
 * for validation.
 */
@AutoService(Task.class)
public final class SentimentTask extends TextClassification {
  private static final TextFormat REVIEWS =
      TextFormat.divided(
          new TextColumns("label", List.of("text")), List.of("negative", "positive"));

  @Override
  public String name() {
    return "sentiment";
  }

  @Override
  public String summary() {
    return "tell whether an English film review is positive (IMDb)";
  }

  @Override
  public DataSource source() {
    return new DataSource("imdb", REVIEWS.patterns(), new Imdb());
  }

  @Override
  protected TextFormat format(Config config) {
    return REVIEWS;
  }

  @Override
  protected List<Setting<?>> adapted() {
    return List.of(
        NetworkSettings.EMBEDDING_DROPOUT.withDefault(0.3),
        NetworkSettings.HIDDEN.withDefault(64),
        NetworkSettings.POOLING.withDefault(List.of(Pooling.MEAN, Pooling.MAX)),
        OptimizerSettings.LEARNING_RATE.withDefault(3e-3),
        TrainingSettings.BATCH_SIZE.withDefault(32),
        TrainingSettings.PATIENCE.withDefault(3),
        TrainingSettings.METRIC.withDefault("accuracy"));
  }
}

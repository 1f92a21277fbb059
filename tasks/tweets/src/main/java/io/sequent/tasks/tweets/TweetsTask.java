package io.sequent.tasks.tweets;

import com.google.auto.service.AutoService;
import io.sequent.common.classify.ClassifierSettings;
import io.sequent.common.classify.TextClassification;
import io.sequent.common.classify.TextFormat;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.data.DataSource;
import io.sequent.common.network.build.Directions;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.build.OptimizerSettings;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.task.Task;
import io.sequent.common.text.TextSettings;
import io.sequent.common.text.Treatment;
import io.sequent.common.train.TrainingSettings;
import java.util.List;
import java.util.Map;

/**
 * Tells hateful and offensive tweets from others. The sets are published in one file; three tenths
 * of the tweets of each class are for testing, a tenth of the others for validation, chosen by the
 * hash of their texts. Few tweets are hateful, so macro F1 leads.
 */
@AutoService(Task.class)
public final class TweetsTask extends TextClassification {
  static final Setting<Dataset> DATASET =
      Setting.choice(
          "dataset",
          Dataset.HATE,
          "which tweets: hate, offensive or neither, or hateful or not (hatred)");

  /** The preset for {@link Dataset#HATRED}. */
  private static final String HATRED = "hatred";

  @Override
  public String name() {
    return "tweets";
  }

  @Override
  public String summary() {
    return "tell hateful and offensive English tweets from others";
  }

  /** The set of hateful tweets or not has a preset of its own. */
  @Override
  public String usualPreset(Map<String, String> given) {
    return Setting.label(Dataset.HATRED).equals(given.get(DATASET.name()))
            && !given.containsKey(ClassifierSettings.MODEL.name())
        ? HATRED
        : super.usualPreset(given);
  }

  @Override
  public DataSource source() {
    return new DataSource("tweets", Dataset.HATE.format().patterns(), new LabelledTweets());
  }

  @Override
  protected TextFormat format(Config config) {
    return config.get(DATASET).format();
  }

  @Override
  protected boolean isBalanced() {
    return false;
  }

  @Override
  protected List<Setting<?>> own() {
    return List.of(DATASET);
  }

  @Override
  protected List<Setting<?>> adapted() {
    return List.of(
        TextSettings.URLS.withDefault(Treatment.MARK),
        TextSettings.USERS.withDefault(Treatment.MARK),
        NetworkSettings.CELL.withDefault(CellType.GRU),
        NetworkSettings.EMBEDDING_DROPOUT.withDefault(0.3),
        NetworkSettings.HIDDEN.withDefault(64),
        NetworkSettings.BIDIRECTIONAL.withDefault(Directions.TRUE),
        NetworkSettings.POOLING.withDefault(List.of(Pooling.MEAN, Pooling.MAX)),
        OptimizerSettings.LEARNING_RATE.withDefault(3e-3),
        TrainingSettings.BATCH_SIZE.withDefault(32),
        TrainingSettings.PATIENCE.withDefault(3),
        TrainingSettings.METRIC.withDefault("macroF1"));
  }
}

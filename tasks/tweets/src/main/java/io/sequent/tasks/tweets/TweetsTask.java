package io.sequent.tasks.tweets;

import io.sequent.common.classify.TextClassification;
import io.sequent.common.classify.TextFormat;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.data.DataSource;
import io.sequent.common.network.build.Directions;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.task.Task;
import io.sequent.common.text.TextSettings;
import io.sequent.common.text.TextSettings.Treatment;
import java.util.List;
import java.util.Set;
import org.kohsuke.MetaInfServices;

/**
 * Classifies tweets as hateful, offensive or neither. Each set is published as one file; three
 * tenths of the tweets of each class are for testing, a tenth of the others for validation, chosen
 * by the hash of their texts. Few tweets are hateful, so macro F1 leads.
 */
@MetaInfServices(Task.class)
public final class TweetsTask extends TextClassification {
  static final Setting<Dataset> DATASET =
      Setting.choice(
          "dataset",
          Dataset.HATE,
          "which set of tweets: hateful, offensive or neither (hate), or hateful or not (hatred)");

  /** The task as the toolkit finds it. */
  public TweetsTask() {
    super(
        "tweets",
        "classify English tweets as hateful, offensive or neither",
        new DataSource("tweets", Dataset.HATE.format().patterns(), new LabelledTweets())
            .published("Hate Speech and Offensive Language (Davidson et al. 2017)", "MIT"));
  }

  @Override
  protected TextFormat format(Config config) {
    return config.get(DATASET).format();
  }

  @Override
  protected String use() {
    return "To find tweets that people should look at, and for research. It is no ground for deciding"
        + " about people unless someone reads the tweet: those who label such data disagree about"
        + " what is hateful, and models that were trained on them call tweets in African American"
        + " English offensive more often than others (Davidson, Bhattacharya and Weber 2019).";
  }

  @Override
  protected boolean isBalanced() {
    return false;
  }

  @Override
  protected Set<String> abusiveClasses() {
    return Set.of("hate", "offensive");
  }

  @Override
  protected List<Setting<?>> settings() {
    return List.of(DATASET);
  }

  @Override
  protected List<Setting<?>> defaults() {
    return List.of(
        TextSettings.URLS.withDefault(Treatment.MARK),
        TextSettings.USERS.withDefault(Treatment.MARK),
        NetworkSettings.CELL.withDefault(CellType.GRU),
        NetworkSettings.BIDIRECTIONAL.withDefault(Directions.TRUE));
  }
}

package io.sequent.tasks.news;

import io.sequent.common.classify.TextClassification;
import io.sequent.common.classify.TextColumns;
import io.sequent.common.classify.TextFormat;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.data.DataSource;
import io.sequent.common.network.build.Directions;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.task.Task;
import java.util.List;
import org.kohsuke.MetaInfServices;

/**
 * Classifies the topic of an English news text, on AG News or any CSV set in its form: files {@code
 * train*.csv} and {@code test*.csv} with class, title, description, names of the classes in {@code
 * classes.txt}. A share of the training texts is held out for validation. Title and description are
 * one text.
 */
@MetaInfServices(Task.class)
public final class NewsTask extends TextClassification {
  private static final TextFormat AG_NEWS =
      TextFormat.divided(new TextColumns("1", List.of("2", "3")), List.of());

  /** The task as the toolkit finds it. */
  public NewsTask() {
    super(
        "news",
        "classify the topic of English news texts (AG News: world, sports, business, science)",
        new DataSource("ag_news", AG_NEWS.patterns(), new AgNews())
            .published("AG News", "for research and other non-commercial use"));
  }

  @Override
  protected TextFormat format(Config config) {
    return AG_NEWS;
  }

  @Override
  protected List<Setting<?>> defaults() {
    return List.of(
        NetworkSettings.CELL.withDefault(CellType.GRU),
        NetworkSettings.BIDIRECTIONAL.withDefault(Directions.TRUE));
  }
}

package io.sequent.tasks.sentiment;

import io.sequent.common.classify.TextClassification;
import io.sequent.common.classify.TextColumns;
import io.sequent.common.classify.TextFormat;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataSource;
import io.sequent.common.task.Task;
import java.util.List;
import org.kohsuke.MetaInfServices;

/**
 * Classifies film reviews as positive or negative, on the Large Movie Review Dataset or any CSV set
 * in its form: files {@code train*.csv} and {@code test*.csv} with a header and the columns {@code
 * label}, 0 for negative and 1 for positive, and {@code text}. A share of the training texts is
 * held out for validation.
 */
@MetaInfServices(Task.class)
public final class SentimentTask extends TextClassification {
  private static final TextFormat REVIEWS =
      TextFormat.divided(
          new TextColumns("label", List.of("text")), List.of("negative", "positive"));

  /** The task as the toolkit finds it. */
  public SentimentTask() {
    super(
        "sentiment",
        "classify English film reviews as positive or negative (IMDb)",
        new DataSource("imdb", REVIEWS.patterns(), new Imdb())
            .published("Large Movie Review Dataset", "none stated; cite Maas et al. 2011"));
  }

  @Override
  protected TextFormat format(Config config) {
    return REVIEWS;
  }

  @Override
  protected String use() {
    return "To judge whether a review of a film is positive or negative. It has no class for a mixed"
        + " or neutral one, and has not been tried on reviews of other things.";
  }
}

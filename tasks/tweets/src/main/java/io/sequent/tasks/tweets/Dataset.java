package io.sequent.tasks.tweets;

import io.sequent.common.classify.TextColumns;
import io.sequent.common.classify.TextFormat;
import java.util.List;

/** The published sets of tweets. */
enum Dataset {
  /** Davidson et al. 2017: 24,783 tweets of three classes. */
  HATE {
    @Override
    TextFormat format() {
      return TextFormat.whole(
          "hate_offensive.csv",
          new TextColumns("class", List.of("tweet")),
          List.of("hate", "offensive", "neither"));
    }
  },
  /** "Twitter sentiment analysis, hatred speech": 31,962 tweets of two classes. */
  HATRED {
    @Override
    TextFormat format() {
      return TextFormat.whole(
          "twitter_hatred_train.csv",
          new TextColumns("label", List.of("tweet")),
          List.of("other", "hate"));
    }
  };

  /** Its file, columns and classes. */
  abstract TextFormat format();
}

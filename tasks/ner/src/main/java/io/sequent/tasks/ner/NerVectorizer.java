package io.sequent.tasks.ner;

import io.sequent.common.config.Config;
import io.sequent.common.data.OneHot;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.data.Vectorizer;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Turns sentences into word ids with their {@link TokenFeatures}, {@code [batch, 1 + features,
 * time]}, and one-hot tags {@code [batch, tags, time]}; where lengths differ, one mask {@code
 * [batch, time]} serves both.
 */
final class NerVectorizer implements Vectorizer<TaggedSentence> {
  private final NerPreparation preparation;
  private final TokenFeatures features;
  private final int distance;

  NerVectorizer(NerPreparation preparation, Config config) {
    this.preparation = preparation;
    this.features = TokenFeatures.from(config);
    this.distance = TokenFeatures.distance(config);
  }

  @Override
  public int length(TaggedSentence sentence) {
    return sentence.tokens().size();
  }

  @Override
  public DataSet vectorize(List<TaggedSentence> sentences) {
    TokenBatch words =
        TokenBatch.ofChannels(
            sentences.stream().map(s -> channels(s.tokens(), s.around())).toList());
    List<int[]> tags = sentences.stream().map(s -> preparation.indices(s.tags())).toList();
    INDArray oneHot =
        OneHot.steps(tags, preparation.tags().size(), Math.toIntExact(words.ids().size(2)));
    return new DataSet(words.ids(), oneHot, words.mask(), words.mask());
  }

  /**
   * The features alone, for sentences to predict for.
   *
   * @param sentences tokens, at least one each, in the order of the text
   */
  TokenBatch words(List<List<String>> sentences) {
    return TokenBatch.ofChannels(
        IntStream.range(0, sentences.size())
            .mapToObj(i -> channels(sentences.get(i), Mentions.around(sentences, i, distance)))
            .toList());
  }

  private int[][] channels(List<String> tokens, List<List<String>> around) {
    return features.channels(preparation.ids(tokens), tokens, around);
  }
}

package io.sequent.tasks.ner;

import io.sequent.common.data.OneHot;
import io.sequent.common.data.TaggedSentence;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.data.Vectorizer;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Turns sentences into word ids {@code [batch, 1, time]} and one-hot tags {@code [batch, tags,
 * time]}; where lengths differ, one mask {@code [batch, time]} serves both.
 */
final class NerVectorizer implements Vectorizer<TaggedSentence> {
  private final NerPreparation preparation;

  NerVectorizer(NerPreparation preparation) {
    this.preparation = preparation;
  }

  @Override
  public int length(TaggedSentence sentence) {
    return sentence.tokens().size();
  }

  @Override
  public DataSet vectorize(List<TaggedSentence> sentences) {
    TokenBatch words =
        TokenBatch.of(sentences.stream().map(s -> preparation.ids(s.tokens())).toList());
    List<int[]> tags = sentences.stream().map(s -> preparation.indices(s.tags())).toList();
    INDArray oneHot =
        OneHot.steps(tags, preparation.tags().size(), Math.toIntExact(words.ids().size(2)));
    return new DataSet(words.ids(), oneHot, words.mask(), words.mask());
  }
}

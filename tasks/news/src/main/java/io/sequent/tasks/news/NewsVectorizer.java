package io.sequent.tasks.news;

import io.sequent.common.data.LabelledText;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.data.Vectorizer;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Turns texts into word ids {@code [batch, 1, time]}, or {@code [batch, 2, time]} with pairs of
 * words, with a mask {@code [batch, time]} where lengths differ, and one-hot classes {@code [batch,
 * classes]}.
 */
final class NewsVectorizer implements Vectorizer<LabelledText> {
  private final NewsPreparation preparation;
  private final int maxLength;
  private final boolean fixedLength;
  private final int bigrams;

  /**
   * @param maxLength longer texts are cut to so many words
   * @param fixedLength whether shorter texts are filled up to that length, not only to the longest
   *     of their batch
   * @param bigrams how many pairs of words are told apart, 0 for none
   */
  NewsVectorizer(NewsPreparation preparation, int maxLength, boolean fixedLength, int bigrams) {
    this.preparation = preparation;
    this.maxLength = maxLength;
    this.fixedLength = fixedLength;
    this.bigrams = bigrams;
  }

  @Override
  public int length(LabelledText text) {
    return fixedLength ? maxLength : preparation.ids(text.text(), maxLength, 0)[0].length;
  }

  @Override
  public DataSet vectorize(List<LabelledText> texts) {
    TokenBatch words = words(texts.stream().map(LabelledText::text).toList());
    int classes = preparation.classes().size();
    float[] labels = new float[texts.size() * classes];
    for (int i = 0; i < texts.size(); i++) {
      labels[i * classes + preparation.index(texts.get(i))] = 1;
    }
    INDArray oneHot = Nd4j.create(labels, new long[] {texts.size(), classes}, DataType.FLOAT);
    return new DataSet(words.ids(), oneHot, words.mask(), null);
  }

  /** The features alone, for texts whose class is asked for. */
  TokenBatch words(List<String> texts) {
    List<int[][]> ids =
        texts.stream().map(text -> preparation.ids(text, maxLength, bigrams)).toList();
    return fixedLength ? TokenBatch.ofChannels(ids, maxLength) : TokenBatch.ofChannels(ids);
  }
}

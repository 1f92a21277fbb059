package io.sequent.common.classify;

import io.sequent.common.config.Config;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.data.Vectorizer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Turns texts into arrays, with one-hot classes {@code [batch, classes]}. The features of a text
 * are kept: they are the same in each epoch.
 *
 * @param <F> the features of one text
 */
abstract class TextVectorizer<F> implements Vectorizer<LabelledText> {
  private final TextPreparation preparation;
  private final Map<String, F> known = new ConcurrentHashMap<>();

  TextVectorizer(TextPreparation preparation) {
    this.preparation = preparation;
  }

  /** The one that a model reads texts with. */
  static TextVectorizer<?> of(TextPreparation preparation, Config config) {
    return switch (TextInput.of(config)) {
      case BAG -> new BagVectorizer(preparation, config);
      case WORDS -> new WordVectorizer(preparation, config);
      case ENCODED -> new PieceVectorizer(preparation, config);
    };
  }

  /** The features of a text. */
  abstract F features(String text);

  /** Their number of steps. */
  abstract int steps(F features);

  /** Several of them side by side. */
  abstract TokenBatch batch(List<F> features);

  /** The same of texts that will not come again. */
  TokenBatch passing(List<F> features) {
    return batch(features);
  }

  @Override
  public final int length(LabelledText text) {
    return steps(known(text));
  }

  @Override
  public final DataSet vectorize(List<LabelledText> texts) {
    TokenBatch batch = batch(texts.stream().map(this::known).toList());
    int classes = preparation.classes().size();
    float[] labels = new float[texts.size() * classes];
    for (int i = 0; i < texts.size(); i++) {
      labels[i * classes + preparation.index(texts.get(i))] = 1;
    }
    INDArray oneHot = Nd4j.create(labels, new long[] {texts.size(), classes}, DataType.FLOAT);
    return new DataSet(batch.ids(), oneHot, batch.mask(), null);
  }

  /** The features alone, for texts to predict for. */
  final TokenBatch read(List<String> texts) {
    return passing(texts.stream().map(this::features).toList());
  }

  private F known(LabelledText text) {
    return known.computeIfAbsent(text.text(), this::features);
  }
}

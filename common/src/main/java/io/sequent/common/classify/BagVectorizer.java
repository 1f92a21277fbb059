package io.sequent.common.classify;

import io.sequent.common.config.Config;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.network.layer.embedding.WeightedBag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Turns texts into bags of terms {@code [batch, 2, terms]}: in the first channel the id of each
 * term of a text, in the second what it counts. Texts of fewer terms are filled up with id 0, which
 * counts nothing.
 */
final class BagVectorizer extends TextVectorizer<BagVectorizer.Bag> {
  private final FittedText fitted;
  private final Terms terms;
  private final TermIds ids;
  private final TermWeighting weighting;

  BagVectorizer(TextPreparation preparation, Config config) {
    super(preparation);
    this.fitted = preparation.fitted();
    this.terms = Terms.of(config);
    this.ids = TermIds.of(preparation.terms(), config);
    this.weighting = config.get(TermSettings.WEIGHTING);
  }

  /**
   * One text.
   *
   * @param ids of its known terms, rising
   * @param weights of these
   */
  record Bag(int[] ids, float[] weights) {}

  @Override
  Bag features(String text) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (String term : terms.of(text)) {
      int id = ids.of(term);
      if (id != TermIds.NONE) {
        counts.merge(id, 1, Integer::sum);
      }
    }
    int[] found = new int[counts.size()];
    float[] weights = new float[counts.size()];
    double squares = 0;
    int i = 0;
    for (Map.Entry<Integer, Integer> term : counts.entrySet()) {
      double factor = fitted.termFactors().get(term.getKey());
      double weight = weighting.occurrences(term.getValue()) * factor;
      found[i] = term.getKey();
      weights[i] = (float) weight;
      squares += weight * weight;
      i++;
    }
    if (weighting.normalises() && squares > 0) {
      float scale = (float) (1 / Math.sqrt(squares));
      for (i = 0; i < weights.length; i++) {
        weights[i] *= scale;
      }
    }
    return new Bag(found, weights);
  }

  @Override
  int steps(Bag features) {
    return Math.max(1, features.ids().length);
  }

  @Override
  TokenBatch batch(List<Bag> features) {
    int time = features.stream().mapToInt(this::steps).max().orElseThrow();
    float[] values = new float[features.size() * WeightedBag.CHANNELS * time];
    for (int row = 0; row < features.size(); row++) {
      Bag bag = features.get(row);
      int from = row * WeightedBag.CHANNELS * time;
      for (int i = 0; i < bag.ids().length; i++) {
        values[from + i] = bag.ids()[i];
      }
      System.arraycopy(bag.weights(), 0, values, from + time, bag.weights().length);
    }
    long[] shape = {features.size(), WeightedBag.CHANNELS, time};
    return new TokenBatch(Nd4j.create(values, shape, DataType.FLOAT), null);
  }
}

package io.sequent.common.classify;

import io.sequent.common.config.Config;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.network.engine.NativeFloats;
import io.sequent.common.network.layer.embedding.WeightedBag;
import java.util.Arrays;
import java.util.List;

/**
 * Turns texts into bags of terms {@code [batch, 2, terms]}: in the first channel the id of each
 * term of a text, in the second what it counts. Texts of fewer terms are filled up with id 0, which
 * counts nothing.
 */
final class BagVectorizer extends TextVectorizer<BagVectorizer.Bag> {
  private final float[] factors;
  private final Terms terms;
  private final TermIds ids;
  private final TermWeighting weighting;

  BagVectorizer(TextPreparation preparation, Config config) {
    super(preparation);
    List<Float> fitted = preparation.fitted().termFactors();
    this.factors = new float[fitted.size()];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = fitted.get(i);
    }
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
    int[] all = ids.known(terms, text);
    int[] found = new int[all.length];
    float[] weights = new float[all.length];
    double squares = 0;
    int size = 0;
    int count;
    for (int i = 0; i < all.length; i += count) {
      count = 1;
      while (i + count < all.length && all[i + count] == all[i]) {
        count++;
      }
      double weight = weighting.occurrences(count) * factors[all[i]];
      found[size] = all[i];
      weights[size] = (float) weight;
      squares += weight * weight;
      size++;
    }
    found = Arrays.copyOf(found, size);
    weights = Arrays.copyOf(weights, size);
    if (weighting.normalises() && squares > 0) {
      float scale = (float) (1 / Math.sqrt(squares));
      for (int i = 0; i < weights.length; i++) {
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
    return new TokenBatch(NativeFloats.array(values, shape), null);
  }
}

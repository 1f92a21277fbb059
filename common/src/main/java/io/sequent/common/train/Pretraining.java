package io.sequent.common.train;

import io.sequent.common.config.Config;
import io.sequent.common.data.Batches;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.embedding.TokenEmbeddingLayer;
import io.sequent.common.network.pretrain.SkipGram;
import io.sequent.common.network.pretrain.SkipGramSettings;
import io.sequent.common.network.update.BatchArrays;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a network learns from unlabelled training examples before its first epoch: token embeddings,
 * by {@link SkipGram}.
 *
 * @param passes over the examples; 0 for no pretraining
 * @param window number of tokens to either side that are the context of a token
 */
public record Pretraining(int passes, int window) {
  /** No pretraining: embeddings start at random. */
  public static final Pretraining NONE = new Pretraining(0, 1);

  /** As set by the user. */
  public static Pretraining from(Config config) {
    int passes = config.get(SkipGramSettings.PASSES);
    return passes == 0 ? NONE : new Pretraining(passes, config.get(SkipGramSettings.WINDOW));
  }

  /**
   * Replaces random embeddings by learned ones, unless there are no passes or the network does not
   * begin with token embeddings. They are scaled to the standard deviation of the random ones.
   * Tokens that do not occur keep their random embedding.
   *
   * @param network initialised and untrained
   * @param batches of the training examples
   * @param listeners notified of each pass
   */
  public <E> void apply(
      MultiLayerNetwork network, Batches<E> batches, long seed, List<TrainingListener> listeners) {
    if (passes == 0 || !(network.getLayer(0) instanceof TokenEmbeddingLayer embedding)) {
      return;
    }
    INDArray vectors = embedding.vectors();
    SkipGram skipGram = new SkipGram(Math.toIntExact(vectors.size(1)), window, passes);
    put(
        skipGram.vectors(
            sequences(batches), Math.toIntExact(vectors.size(0)), seed, passesTo(listeners)),
        vectors);
  }

  /**
   * The bytes of Java's heap that it takes for a network: the vectors of tokens and of contexts.
   *
   * @throws ArithmeticException if they do not fit into a long
   */
  public long heapBytes(MultiLayerConfiguration network) {
    return passes > 0 && network.getConf(0).getLayer() instanceof TokenEmbedding embedding
        ? Math.multiplyExact(
            2L * Float.BYTES, Math.multiplyExact(embedding.getNIn(), embedding.getNOut()))
        : 0;
  }

  private static <E> List<int[]> sequences(Batches<E> batches) {
    List<int[]> sequences = new ArrayList<>();
    for (List<E> batch : batches.forEvaluation()) {
      DataSet data = batches.vectorizer().vectorize(batch);
      sequences.addAll(new TokenBatch(data.getFeatures(), data.getFeaturesMaskArray()).sequences());
      BatchArrays.free(data);
    }
    return sequences;
  }

  private IntConsumer passesTo(List<TrainingListener> listeners) {
    long[] begin = {System.nanoTime()};
    return pass -> {
      long end = System.nanoTime();
      double seconds = (end - begin[0]) / 1e9;
      listeners.forEach(listener -> listener.pretrainingPassDone(pass, passes, seconds));
      begin[0] = end;
    };
  }

  private static void put(float[][] learned, INDArray vectors) {
    double squares = 0;
    long numbers = 0;
    for (float[] vector : learned) {
      if (isLearned(vector)) {
        for (float number : vector) {
          squares += (double) number * number;
        }
        numbers += vector.length;
      }
    }
    double scale = vectors.stdNumber().doubleValue() / Math.sqrt(squares / numbers);
    for (int token = 0; token < learned.length; token++) {
      if (isLearned(learned[token])) {
        vectors.putRow(
            token, Nd4j.createFromArray(learned[token]).castTo(vectors.dataType()).mul(scale));
      }
    }
  }

  private static boolean isLearned(float[] vector) {
    for (float number : vector) {
      if (number != 0) {
        return true;
      }
    }
    return false;
  }
}

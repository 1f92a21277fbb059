package io.sequent.common.train;

import io.sequent.common.data.Batches;
import io.sequent.common.data.ShuffledBatches;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.train.Trainer.Validation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** A small problem: does a sequence of numbers have a positive sum? */
public final class Toy {
  static final int MAX_LENGTH = 6;

  /** One example. */
  record Sequence(List<Double> values) {
    boolean positive() {
      return values.stream().mapToDouble(Double::doubleValue).sum() > 0;
    }
  }

  private Toy() {}

  static List<Sequence> examples(int count, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Sequence(
                    random.doubles(1 + random.nextInt(MAX_LENGTH), -1, 1).boxed().toList()))
        .toList();
  }

  public static Batches<Sequence> batches(int count) {
    return new ShuffledBatches<>(examples(count, 7), new ToyVectorizer(), 8);
  }

  /** LSTM in two wrappers, the ones that Deeplearning4j's own way to set the rate passes over. */
  public static MultiLayerNetwork network(IUpdater updater) {
    return network(
        updater,
        new LastTimeStep(
            new Bidirectional(
                Bidirectional.Mode.CONCAT, new LSTM.Builder().nIn(1).nOut(4).dropOut(0.8).build())),
        8);
  }

  public static MultiLayerNetwork network(IUpdater updater, Layer first, int width) {
    return network(
        updater,
        first,
        new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
            .activation(Activation.SOFTMAX)
            .nIn(width)
            .nOut(2)
            .dropOut(0.8)
            .build());
  }

  /** A squared error without bounds, which can diverge. */
  static MultiLayerNetwork regression() {
    return network(
        new Sgd(),
        new LastTimeStep(new LSTM.Builder().nIn(1).nOut(4).build()),
        new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
            .activation(Activation.IDENTITY)
            .nIn(4)
            .nOut(2)
            .build());
  }

  private static MultiLayerNetwork network(IUpdater updater, Layer first, Layer last) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .updater(updater)
            .list()
            .layer(first)
            .layer(last)
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  /** Loss and accuracy on examples of its own. */
  public static Validation validation() {
    DataSet data = new ToyVectorizer().vectorize(examples(40, 8));
    return network -> {
      INDArray output =
          network.output(data.getFeatures(), false, data.getFeaturesMaskArray(), null);
      double accuracy =
          output
              .argMax(1)
              .eq(data.getLabels().argMax(1))
              .castTo(output.dataType())
              .meanNumber()
              .doubleValue();
      Map<String, Double> metrics = new LinkedHashMap<>();
      metrics.put("accuracy", accuracy);
      metrics.put("loss", network.score(data));
      return metrics;
    };
  }

  /** Values {@code [batch, 1, time]}, classes {@code [batch, 2]}. */
  static final class ToyVectorizer implements Vectorizer<Sequence> {
    @Override
    public int length(Sequence example) {
      return example.values().size();
    }

    @Override
    public DataSet vectorize(List<Sequence> examples) {
      int time = examples.stream().mapToInt(this::length).max().orElseThrow();
      INDArray features = Nd4j.zeros(examples.size(), 1, time);
      INDArray mask = Nd4j.zeros(examples.size(), time);
      INDArray labels = Nd4j.zeros(examples.size(), 2);
      for (int i = 0; i < examples.size(); i++) {
        Sequence example = examples.get(i);
        for (int t = 0; t < length(example); t++) {
          features.putScalar(i, 0, t, example.values().get(t));
          mask.putScalar(i, t, 1);
        }
        labels.putScalar(i, example.positive() ? 1 : 0, 1);
      }
      return new DataSet(features, labels, mask, null);
    }
  }
}

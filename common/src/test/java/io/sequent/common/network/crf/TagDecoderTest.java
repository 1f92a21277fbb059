package io.sequent.common.network.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.crf.TagDecoder.Tagging;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@ExtendWith(OneThread.class)
class TagDecoderTest {
  /** Two sequences of three steps with two tags; the second's last step is padding. */
  private static final INDArray OUTPUT =
      Nd4j.create(
          new float[][][] {
            {{0.9f, 0.4f, 0.6f}, {0.1f, 0.6f, 0.4f}}, {{0.2f, 0.7f, 0}, {0.8f, 0.3f, 0}}
          });

  private static final int[] LENGTHS = {3, 2};

  private static MultiLayerNetwork network(Layer output) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(output)
                .setInputType(InputType.recurrent(1))
                .build());
    network.init();
    return network;
  }

  @Test
  void softmaxPredictsEachStepIndependently() {
    TagDecoder decoder = TagDecoder.of(network(new RnnOutputLayer.Builder().nOut(2).build()));
    List<Tagging> taggings = decoder.decode(OUTPUT, LENGTHS);
    assertThat(taggings.get(0).tags()).containsExactly(0, 1, 0);
    assertThat(taggings.get(1).tags()).containsExactly(1, 0);
    assertThat(taggings.get(0).probabilities().of(1, 1)).isCloseTo(0.6, within(1e-6));
    assertThat(taggings.get(1).probabilities().of(0, 1)).isCloseTo(0.7, within(1e-6));
  }

  @Test
  void networksWithAndWithoutACrfAreNotDecodedTogether() {
    MultiLayerNetwork softmax = network(new RnnOutputLayer.Builder().nOut(2).build());
    MultiLayerNetwork crf = network(new LinearChainCrf.Builder(2).build());
    assertThatThrownBy(() -> TagDecoder.of(List.of(softmax, crf)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void crfPredictsTheSequenceAsAWholeAndItsMarginals() {
    MultiLayerNetwork network = network(new LinearChainCrf.Builder(2).build());
    double[][] transitions = {{0, -3}, {1, 0}};
    double[] end = {0, 2};
    network.getLayer(0).setParam("transitions", Nd4j.create(transitions));
    network.getLayer(0).setParam("end", Nd4j.create(end).reshape(1, 2));
    List<Tagging> taggings = TagDecoder.of(network).decode(OUTPUT, LENGTHS);

    LinearChain chain =
        new LinearChain(transitions, new double[2], end, ForbiddenTransitions.none());
    double[][][] emissions = {{{0.9, 0.1}, {0.4, 0.6}, {0.6, 0.4}}, {{0.2, 0.8}, {0.7, 0.3}}};
    for (int i = 0; i < emissions.length; i++) {
      assertThat(taggings.get(i).tags()).containsExactly(chain.viterbi(emissions[i]));
      double[][] marginals = chain.marginals(emissions[i]);
      for (int t = 0; t < LENGTHS[i]; t++) {
        for (int tag = 0; tag < 2; tag++) {
          assertThat(taggings.get(i).probabilities().of(tag, t))
              .isCloseTo(marginals[t][tag], within(1e-6));
        }
      }
    }
    assertThat(taggings.get(0).tags()).as("not step by step").isNotEqualTo(new int[] {0, 1, 0});
  }

  @Test
  void spanAfterASoftmaxHasTheProductOfItsProbabilities() {
    TagDecoder decoder = TagDecoder.of(network(new RnnOutputLayer.Builder().nOut(2).build()));
    Tagging tagging = decoder.decode(OUTPUT, LENGTHS).get(0);
    assertThat(tagging.spanProbability(0, 3)).isCloseTo(0.9 * 0.6 * 0.6, within(1e-6));
    assertThat(tagging.spanProbability(1, 2)).isCloseTo(0.6, within(1e-6));
    assertThat(tagging.spanProbability(2, 2)).isEqualTo(1);
    assertThatThrownBy(() -> tagging.spanProbability(1, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 30, 1e4})
  void spanAfterACrfHasTheSumOverAllTaggingsThatAgreeOnIt(double deviation) {
    ForbiddenTransitions iob2 = ForbiddenTransitions.iob2(List.of("O", "B-X", "I-X"));
    for (int seed = 0; seed < 5; seed++) {
      Paths paths = rounded(Paths.random(3, 4, deviation, iob2, seed));
      Tagging tagging = decoder(paths).decode(output(paths), new int[] {4}).get(0);
      int[] tags = tagging.tags();
      for (int begin = 0; begin < 4; begin++) {
        for (int end = begin + 1; end <= 4; end++) {
          int from = begin;
          int to = end;
          double expected =
              paths.all().stream()
                  .filter(path -> Arrays.equals(path, from, to, tags, from, to))
                  .mapToDouble(paths::probability)
                  .sum();
          assertThat(tagging.spanProbability(begin, end)).isCloseTo(expected, within(1e-9));
        }
      }
    }
  }

  /** With scores that a network of floats holds exactly. */
  private static Paths rounded(Paths paths) {
    double[][] start = rounded(paths.start());
    double[][] end = rounded(paths.end());
    return new Paths(
        rounded(paths.transitions()),
        start[0],
        end[0],
        rounded(paths.emissions()),
        paths.forbidden());
  }

  private static double[][] rounded(double[]... numbers) {
    return Arrays.stream(numbers)
        .map(row -> Arrays.stream(row).map(number -> (float) number).toArray())
        .toArray(double[][]::new);
  }

  private static TagDecoder decoder(Paths paths) {
    MultiLayerNetwork network =
        network(new LinearChainCrf.Builder(3).forbidden(paths.forbidden()).build());
    network.getLayer(0).setParam("transitions", Nd4j.create(paths.transitions()));
    network.getLayer(0).setParam("start", Nd4j.create(paths.start()).reshape(1, 3));
    network.getLayer(0).setParam("end", Nd4j.create(paths.end()).reshape(1, 3));
    return TagDecoder.of(network);
  }

  /** The emissions of one sequence, shape [1, tags, time]. */
  private static INDArray output(Paths paths) {
    INDArray steps = Nd4j.create(paths.emissions()); // [time, tags]
    return steps.transpose().dup('c').reshape('c', 1, steps.size(1), steps.size(0));
  }
}

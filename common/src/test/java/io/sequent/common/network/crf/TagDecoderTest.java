package io.sequent.common.network.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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
  void softmaxTellsEachStepByItself() {
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
  void crfTellsTheSequenceAsAWholeAndItsMarginals() {
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
}

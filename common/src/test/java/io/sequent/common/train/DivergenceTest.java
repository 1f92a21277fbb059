package io.sequent.common.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

class DivergenceTest {
  private final MultiLayerNetwork network = Toy.regression();
  private final DataSet batch = new Toy.ToyVectorizer().vectorize(Toy.examples(4, 1));

  @Test
  void dataComesFirst() {
    batch.getLabels().putScalar(2, 1, Double.POSITIVE_INFINITY);
    network.getLayer(0).params().putScalar(0, Double.NaN);
    assertThat(Divergence.find(network, batch))
        .isEqualTo(new Divergence("the target of the batch contains Infinity at [2, 1]", true));
    batch.getFeatures().putScalar(3, 0, 1, Double.NaN);
    assertThat(Divergence.find(network, batch))
        .isEqualTo(new Divergence("the input of the batch contains NaN at [3, 0, 1]", true));
  }

  @Test
  void thenTheFirstLayerWithWeightsOrOutputsThatAreNotFinite() {
    network.getLayer(1).params().assign(3e38);
    network.getLayer(0).params().assign(1);
    assertThat(Divergence.find(network, batch))
        .isEqualTo(new Divergence("layer 1 (OutputLayer) has outputs that are not finite", false));
    network.getLayer(0).params().putScalar(5, Double.NaN);
    assertThat(Divergence.find(network, batch))
        .isEqualTo(new Divergence("layer 0 (LSTM) has weights that are not finite", false));
  }

  @Test
  void elseTheLoss() {
    assertThat(Divergence.find(network, batch).place()).startsWith("the loss is not finite");
  }
}

package io.sequent.common.network.crf;

import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.network.recurrent.Recurrent;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/** Networks with a CRF on a small batch of tagged sequences. */
final class CrfNetworks {
  static final int TIME = 4;
  static final ForbiddenTransitions IOB2 = ForbiddenTransitions.iob2(List.of("O", "B-X", "I-X"));
  static final int[][] TAGS = {{1, 2, 2, 0}, {0, 1, 1, 2}, {1, 2, 0, 1}};
  static final double[][][] IDS = {{{0, 1, 4, 1}}, {{2, 2, 2, 0}}, {{3, 3, 0, 0}}};

  @SuppressWarnings("ImmutableEnumChecker")
  enum Mask {
    NONE,
    END(new double[][] {{1, 1, 1, 1}, {1, 1, 0, 0}, {1, 1, 1, 0}}),
    MIDDLE(new double[][] {{1, 0, 1, 1}, {1, 1, 0, 1}, {0, 0, 0, 1}}),
    EMPTY_ROW(new double[][] {{1, 1, 1, 0}, {0, 0, 0, 0}, {1, 1, 0, 0}});

    private final double @Nullable [][] values;

    Mask() {
      values = null;
    }

    Mask(double[][] values) {
      this.values = values;
    }

    @Nullable INDArray array(DataType type) {
      return values == null ? null : Nd4j.create(values).castTo(type);
    }
  }

  static DataSet data(Mask mask, DataType type) {
    INDArray masks = mask.array(type);
    return new DataSet(Nd4j.create(IDS).castTo(type), oneHot(type, TAGS), masks, masks);
  }

  static INDArray oneHot(DataType type, int[]... tags) {
    INDArray labels = Nd4j.zeros(type, tags.length, 3, tags[0].length);
    for (int b = 0; b < tags.length; b++) {
      for (int t = 0; t < tags[b].length; t++) {
        labels.putScalar(b, tags[b][t], t, 1);
      }
    }
    return labels;
  }

  static LinearChainCrf.Builder crf() {
    return new LinearChainCrf.Builder(3).forbidden(IOB2);
  }

  static MultiLayerNetwork network(DataType type, IUpdater updater, Layer... layers) {
    ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(12345)
            .dataType(type)
            .updater(updater)
            .l2(updater instanceof NoOp ? 0 : 0.01)
            .list()
            .layer(new TokenEmbedding.Builder(5, 3).build());
    for (Layer layer : layers) {
      list.layer(layer);
    }
    MultiLayerConfiguration conf = list.setInputType(InputType.recurrent(1)).build();
    MultiLayerNetwork network =
        new MultiLayerNetwork(MultiLayerConfiguration.fromJson(conf.toJson()));
    network.init();
    Nd4j.getRandom().setSeed(7);
    INDArray parameters = Nd4j.randn(DataType.DOUBLE, 1, network.numParams()).muli(0.6);
    network.setParams(parameters.castTo(type));
    return network;
  }

  static MultiLayerNetwork recurrent(DataType type, IUpdater updater) {
    return network(type, updater, new Recurrent.Builder(CellType.GRU, 4).build(), crf().build());
  }

  static LinearChainCrfLayer layer(MultiLayerNetwork network) {
    return (LinearChainCrfLayer) network.getOutputLayer();
  }

  private CrfNetworks() {}
}

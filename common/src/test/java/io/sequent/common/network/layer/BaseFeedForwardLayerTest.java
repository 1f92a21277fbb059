package io.sequent.common.network.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.layer.normalization.SequenceBatchNorm;
import io.sequent.common.network.transformer.LayerNorm;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryType;
import org.deeplearning4j.nn.conf.memory.MemoryUseMode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

@ExtendWith(OneThread.class)
class BaseFeedForwardLayerTest {
  private static final InputType SEQUENCES = InputType.recurrent(2, 5);

  @Test
  void layerOfUnknownSizeIsRefused() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new Dense.Builder(3).name("hidden").build())
                .build());
    assertThatThrownBy(network::init)
        .isInstanceOf(DL4JInvalidConfigException.class)
        .hasMessageStartingWith("Dense (index=0, name=hidden) nIn=0, nOut=3");
  }

  @Test
  void memoryIsReportedAsNumbersOfParametersUpdaterAndOutputs() {
    LayerMemoryReport report = report(new Dense.Builder(3).build());
    assertThat(numbers(report, MemoryType.PARAMETERS, 1)).isEqualTo(2 * 3 + 3);
    assertThat(numbers(report, MemoryType.UPDATER_STATE, 1)).isEqualTo(2 * (2 * 3 + 3));
    assertThat(numbers(report, MemoryType.WORKING_MEMORY_VARIABLE, 7)).isEqualTo(7 * 3 * 5);
  }

  @Test
  void updaterKeepsNothingForRunningAverages() {
    LayerMemoryReport report = report(new SequenceBatchNorm.Builder().build());
    assertThat(numbers(report, MemoryType.PARAMETERS, 1)).isEqualTo(4 * 2);
    assertThat(numbers(report, MemoryType.UPDATER_STATE, 1)).isEqualTo(2 * (2 * 2));
  }

  @Test
  void layersOfTwoKindsAreNeverEqual() {
    Layer one = new SequenceBatchNorm.Builder().nIn(2).nOut(2).build();
    assertThat(one)
        .isEqualTo(new SequenceBatchNorm.Builder().nIn(2).nOut(2).build())
        .isNotEqualTo(new LayerNorm.Builder().nIn(2).nOut(2).build())
        .isNotEqualTo(new SequenceBatchNorm.Builder().nIn(3).nOut(3).build());
  }

  /** Of the only layer of a network of sequences. */
  private static LayerMemoryReport report(Layer layer) {
    MultiLayerConfiguration conf =
        new NeuralNetConfiguration.Builder()
            .updater(new Adam())
            .list()
            .layer(layer)
            .setInputType(SEQUENCES)
            .build();
    return conf.getConf(0).getLayer().getMemoryReport(SEQUENCES);
  }

  private static long numbers(LayerMemoryReport report, MemoryType type, int batch) {
    long bytes =
        report.getMemoryBytes(type, batch, MemoryUseMode.TRAINING, CacheMode.NONE, DataType.FLOAT);
    return bytes / Float.BYTES;
  }
}

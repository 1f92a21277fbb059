package io.sequent.common.network.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.network.layer.Dense;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.network.recurrent.Recurrent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ModelFileTest {
  private final SavedNetwork model;
  private final Path file;

  ModelFileTest(@TempDir Path folder) throws IOException {
    model = SavedNetwork.in(folder);
    file = model.file();
  }

  @Test
  void everyKindOfPartComesBackWithWeightsUpdaterStateAndCounters() throws IOException {
    MultiLayerNetwork saved = SavedNetwork.network();
    saved.fit(Nd4j.rand(2, 3, 4), Nd4j.ones(2, 2, 4).muli(0.5));
    saved.incrementEpochCount();
    ModelFile.save(saved, file);

    MultiLayerNetwork loaded = ModelFile.load(file);
    assertThat(loaded.params()).isEqualTo(saved.params());
    assertThat(loaded.updaterState()).isEqualTo(saved.updaterState());
    assertThat(loaded.getLayerWiseConfigurations()).isEqualTo(saved.getLayerWiseConfigurations());
    assertThat(loaded.getIterationCount()).isEqualTo(1);
    assertThat(loaded.getEpochCount()).isEqualTo(1);
    assertThat(file.resolveSibling("model.zip.tmp")).doesNotExist();
  }

  @Test
  void deeplearning4jReadsOurFilesAndWeReadIts() throws IOException {
    MultiLayerNetwork ours = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
    assertThat(ours.params()).isEqualTo(SavedNetwork.network().params());
    ModelSerializer.writeModel(ours, file.toFile(), true);
    assertThat(ModelFile.load(file).params()).isEqualTo(SavedNetwork.network().params());
  }

  @Test
  void otherParametersCanBeSavedInPlaceOfItsOwn() throws IOException {
    MultiLayerNetwork network = SavedNetwork.network();
    ModelFile.saveWithParameters(network, network.params().mul(2), file);
    assertThat(ModelFile.load(file).params()).isEqualTo(network.params().mul(2));
  }

  @Test
  void ourLayersComeBackWithAllTheirSettings() throws IOException {
    MultiLayerNetwork saved =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(
                    new Recurrent.Builder(CellType.GRU, 3)
                        .passes(2)
                        .passActivation(Activation.TANH)
                        .build())
                .layer(new Recurrent.Builder(CellType.LSTM, 2).bidirectional(true).build())
                .layer(new SequencePooling(List.of(Pooling.MAX, Pooling.LAST), 0))
                .layer(new ActivationLayer.Builder().activation(Activation.TANH).build())
                .layer(new Dense.Builder(4).concat(true).activation(Activation.RELU).build())
                .layer(new OutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.recurrent(3))
                .build());
    saved.init();
    ModelFile.save(saved, file);
    MultiLayerNetwork loaded = ModelFile.load(file);
    assertThat(loaded.getLayerWiseConfigurations()).isEqualTo(saved.getLayerWiseConfigurations());
    INDArray x = Nd4j.rand(2, 3, 4);
    assertThat(loaded.output(x)).isEqualTo(saved.output(x));
    Recurrent first = (Recurrent) loaded.getLayerWiseConfigurations().getConf(0).getLayer();
    assertThat(first.getPasses()).isEqualTo(2);
    assertThat(first.getPassActivation()).isEqualTo(Activation.TANH.getActivationFunction());
  }

  /** Models of before there were passes have none of these fields. */
  @Test
  void recurrentLayerSavedWithoutPassesHasOne() throws IOException {
    MultiLayerNetwork saved =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new Recurrent.Builder(CellType.GRU, 2).build())
                .layer(new RnnOutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.recurrent(3))
                .build());
    saved.init();
    ModelFile.save(saved, file);
    model.change(
        "configuration.json",
        json ->
            json.replaceFirst("\"passes\" : 1,", "")
                .replaceFirst("\"passActivation\" : \\{[^}]*},", ""));
    MultiLayerNetwork loaded = ModelFile.load(file);
    assertThat(loaded.getLayerWiseConfigurations()).isEqualTo(saved.getLayerWiseConfigurations());
  }

  @Test
  void networkForUseHasNoUpdaterState() throws IOException {
    ModelFile.saveForUse(SavedNetwork.network(), file);
    assertThat(model.entries().keySet()).containsExactly("configuration.json", "coefficients.bin");
    assertThat(ModelFile.load(file).params()).isEqualTo(SavedNetwork.network().params());
  }

  @Test
  void doublesAndViewsComeBackToo() throws IOException {
    INDArray wide = Nd4j.rand(DataType.DOUBLE, 3, 10_000);
    INDArray row = wide.getRow(1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    VectorFormat.write(row, new DataOutputStream(bytes));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(VectorFormat.read(in, DataType.DOUBLE, 10_000, "row")).isEqualTo(row);
    assertThat(Nd4j.read(new ByteArrayInputStream(bytes.toByteArray())).ravel()).isEqualTo(row);
  }
}

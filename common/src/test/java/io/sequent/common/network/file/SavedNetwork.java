package io.sequent.common.network.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** A small network of many kinds of parts in a model file, and ways to damage that. */
record SavedNetwork(Path file) {
  static SavedNetwork in(Path folder) throws IOException {
    Path file = folder.resolve("model.zip");
    ModelFile.save(network(), file);
    return new SavedNetwork(file);
  }

  void change(String entry, UnaryOperator<String> change) throws IOException {
    Map<String, byte[]> entries = entries();
    String before = new String(entries.getOrDefault(entry, new byte[0]), StandardCharsets.UTF_8);
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    entries.put(entry, after.getBytes(StandardCharsets.UTF_8));
    write(entries);
  }

  Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return entries;
  }

  void write(Map<String, byte[]> entries) throws IOException {
    write(entries, "");
  }

  void write(Map<String, byte[]> entries, String comment) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
      zip.setComment(comment);
    }
  }

  static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(new ExponentialSchedule(ScheduleType.EPOCH, 0.01, 0.9)))
                .l2(1e-4)
                .list()
                .layer(
                    new Bidirectional(
                        new LSTM.Builder().nOut(4).dropOut(new GaussianDropout(0.2)).build()))
                .layer(
                    new DenseLayer.Builder()
                        .nOut(3)
                        .activation(Activation.TANH)
                        .weightInit(new NormalDistribution(0, 0.1))
                        .weightNoise(new DropConnect(0.9))
                        .build())
                .layer(
                    new RnnOutputLayer.Builder(new LossMCXENT(Nd4j.createFromArray(0.25f, 1.75f)))
                        .activation(Activation.SOFTMAX)
                        .nOut(2)
                        .build())
                .setInputType(InputType.recurrent(3))
                .build());
    network.init();
    return network;
  }
}

package io.sequent.common.network.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.Hostile;
import io.sequent.common.UserError;
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
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

class ModelFileTest {
  private static final String HOSTILE = Hostile.Forbidden.class.getName();
  private static final String ACTIVATION = "org.nd4j.linalg.activations.impl.ActivationTanH";

  private final Path file;

  ModelFileTest(@TempDir Path folder) {
    file = folder.resolve("model.zip");
  }

  @BeforeEach
  void save() throws IOException {
    ModelFile.save(network(), file);
  }

  @Test
  void everyKindOfPartComesBackWithWeightsUpdaterStateAndCounters() throws IOException {
    MultiLayerNetwork saved = network();
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
    assertThat(ours.params()).isEqualTo(network().params());
    ModelSerializer.writeModel(ours, file.toFile(), true);
    assertThat(ModelFile.load(file).params()).isEqualTo(network().params());
  }

  @Test
  void otherParametersCanBeSavedInPlaceOfItsOwn() throws IOException {
    MultiLayerNetwork network = network();
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
    change(
        "configuration.json",
        json ->
            json.replaceFirst("\"passes\" : 1,", "")
                .replaceFirst("\"passActivation\" : \\{[^}]*},", ""));
    MultiLayerNetwork loaded = ModelFile.load(file);
    assertThat(loaded.getLayerWiseConfigurations()).isEqualTo(saved.getLayerWiseConfigurations());
  }

  /** Ways to make Jackson load a class that has no place in a network. */
  static Stream<UnaryOperator<String>> attacks() {
    return Stream.of(
        json -> json.replace(ACTIVATION, HOSTILE),
        json -> json.replace("org.nd4j.linalg.learning.config.Adam", HOSTILE),
        json -> json.replace("org.deeplearning4j.nn.conf.distribution.NormalDistribution", HOSTILE),
        json -> json.replace(ACTIVATION, ACTIVATION + "<" + HOSTILE + ">"),
        // The first one wins for Jackson with types, the last one for a tree.
        json ->
            json.replaceFirst(
                "\"@class\"",
                Matcher.quoteReplacement("\"@class\" : \"" + HOSTILE + "\", \"@class\"")),
        json ->
            json.replaceFirst(
                "\"activationFn\" : \\{[^}]*}",
                Matcher.quoteReplacement("\"activationFn\" : [\"" + HOSTILE + "\", {}]")));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void hostileClassIsRefusedBeforeItIsLoaded(UnaryOperator<String> attack) throws IOException {
    change("configuration.json", attack);
    assertRefused("");
    assertThatThrownBy(() -> ModelFile.load(file))
        .hasMessageMatching(".*(the class '.*Hostile|Duplicate field).*");
    assertThat(Hostile.LOADED).doesNotContain("Forbidden");
  }

  /** The attack above is one: without our check, the class is loaded. */
  @Test
  void deeplearning4jItselfWouldLoadTheClass() throws IOException {
    change(
        "configuration.json", json -> json.replace(ACTIVATION, Hostile.Unchecked.class.getName()));
    assertThatThrownBy(() -> ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true))
        .isNotNull();
    assertThat(Hostile.LOADED).contains("Unchecked");
  }

  @Test
  void classOfNoPackageIsRefusedInPlaceOfAnObject() throws IOException {
    change(
        "configuration.json",
        json ->
            json.replaceFirst(
                "\"activationFn\" : \\{[^}]*}", "\"activationFn\" : [\"Hostile\", {}]"));
    assertRefused("'Hostile'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"preprocessor.bin", "normalizer.bin", "surprise.txt", "../escape"})
  void unknownEntryIsRefused(String entry) throws IOException {
    Map<String, byte[]> entries = entries();
    entries.put(entry, new byte[] {1});
    write(entries);
    assertRefused("unexpected entry '" + entry + "'");
  }

  @Test
  void fileThatIsNoZipIsRefused() throws IOException {
    Files.writeString(file, "I am not a zip file");
    assertRefused("not a model file");
  }

  @Test
  void zipCutShortIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertRefused("not a model file");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.7, 0.9})
  void singleWrongByteIsNoticed(double place) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) (place * bytes.length)] ^= 1;
    Files.write(file, bytes);
    assertRefused("");
  }

  @Test
  void networkForUseHasNoUpdaterState() throws IOException {
    ModelFile.saveForUse(network(), file);
    assertThat(entries().keySet()).containsExactly("configuration.json", "coefficients.bin");
    assertThat(ModelFile.load(file).params()).isEqualTo(network().params());
  }

  @Test
  void doublesAndViewsComeBackToo() throws IOException {
    INDArray wide = Nd4j.rand(DataType.DOUBLE, 3, 10_000);
    INDArray row = wide.getRow(1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    VectorFormat.write(row, new DataOutputStream(bytes));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(VectorFormat.read(in, DataType.DOUBLE, 10_000)).isEqualTo(row);
    assertThat(Nd4j.read(new ByteArrayInputStream(bytes.toByteArray())).ravel()).isEqualTo(row);
  }

  @ParameterizedTest
  @ValueSource(strings = {"configuration.json", "coefficients.bin"})
  void missingEntryIsNamed(String entry) throws IOException {
    Map<String, byte[]> entries = entries();
    entries.remove(entry);
    write(entries);
    assertRefused("no entry '" + entry + "'");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 30, 100, 400})
  void coefficientsCutShortAreRefused(int left) throws IOException {
    Map<String, byte[]> entries = entries();
    entries.computeIfPresent("coefficients.bin", (name, bytes) -> Arrays.copyOf(bytes, left));
    write(entries);
    assertRefused("coefficients.bin");
  }

  @Test
  void coefficientsOfAnotherNetworkAreRefusedWithBothCounts() throws IOException {
    change("configuration.json", json -> json.replace("\"nout\" : 4", "\"nout\" : 5"));
    assertRefused(network().numParams() + " numbers of type FLOAT, expected ");
  }

  @Test
  void updaterStateOfAnotherNetworkIsRefused() throws IOException {
    Map<String, byte[]> entries = entries();
    entries.computeIfPresent("updaterState.bin", (name, bytes) -> entries.get("coefficients.bin"));
    write(entries);
    assertRefused("updaterState.bin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "42", "{}", "{\"confs\":[]}", "{\"a\":1} {}"})
  void brokenConfigurationIsRefused(String json) throws IOException {
    change("configuration.json", old -> json);
    assertRefused("");
  }

  private void assertRefused(String part) {
    assertThatThrownBy(() -> ModelFile.load(file))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(part)
        .message()
        .hasLineCount(1);
  }

  private void change(String entry, UnaryOperator<String> change) throws IOException {
    Map<String, byte[]> entries = entries();
    String before = new String(entries.getOrDefault(entry, new byte[0]), StandardCharsets.UTF_8);
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    entries.put(entry, after.getBytes(StandardCharsets.UTF_8));
    write(entries);
  }

  private Map<String, byte[]> entries() throws IOException {
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

  private void write(Map<String, byte[]> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  private static MultiLayerNetwork network() {
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
                        .dist(new NormalDistribution(0, 0.1))
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

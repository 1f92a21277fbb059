package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.Mutations;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.pretrained.EncoderFiles;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Classifiers that read texts through a pretrained encoder. */
class EncodedTextsTest {
  private static final Topics TASK = new Topics();
  private static final List<String> CLASSES = List.of("down", "up");
  private static final List<LabelledText> TEXTS =
      List.of(
          new LabelledText("Goal", 1, CLASSES),
          new LabelledText("the market falls again, and again", 0, CLASSES),
          new LabelledText("", 0, CLASSES));

  /** Embeddings of pieces and positions, and the norm; then two blocks. */
  private static final int LAST_OF_ENCODER = 4;

  @TempDir private Path folder;
  private Path encoder;

  @BeforeEach
  void writeTheEncoder() throws IOException {
    encoder = EncoderFiles.ofLetters(folder.resolve("encoder"), System.nanoTime());
  }

  private Config config(Map<String, String> more) {
    return TaskSettings.defaults(TASK)
        .with(
            Map.of(
                "columns", "label,text",
                "encoder", encoder.toString(),
                "model", "linear",
                "pooling", "mean",
                "max-length", "20"),
            "")
        .with(more, "");
  }

  private static MultiLayerNetwork network(TextPreparation preparation, Config config)
      throws IOException {
    MultiLayerNetwork network = new MultiLayerNetwork(TASK.network(preparation, config));
    network.init();
    TASK.initialise(network, preparation, config);
    return network;
  }

  private static List<String> texts() {
    return TEXTS.stream().map(LabelledText::text).toList();
  }

  @Test
  void frozenEncoderGivesTheStatesOfTheNetworksOwnLayers() throws IOException {
    Config tuned = config(Map.of());
    TextPreparation preparation = TASK.prepare(TEXTS, tuned);
    TokenBatch pieces = TextVectorizer.of(preparation, tuned).read(texts());
    MultiLayerNetwork network = network(preparation, tuned);
    network.setLayerMaskArrays(pieces.mask(), null);
    INDArray expected =
        network.feedForwardToLayer(LAST_OF_ENCODER, pieces.ids(), false).get(LAST_OF_ENCODER + 1);

    Config frozen = config(Map.of("encoder-layers", "none"));
    TextVectorizer<?> vectorizer = TextVectorizer.of(TASK.prepare(TEXTS, frozen), frozen);
    // Computed, from the disk, computed again and not kept; then one alone.
    for (INDArray states :
        List.of(
            vectorizer.vectorize(TEXTS).getFeatures(),
            vectorizer.vectorize(TEXTS).getFeatures(),
            TextVectorizer.of(TASK.prepare(TEXTS, frozen), frozen).read(texts()).ids())) {
      assertThat(states.shape()).containsExactly(3, 8, 20);
      for (int text = 0; text < TEXTS.size(); text++) {
        int length = vectorizer.length(TEXTS.get(text));
        INDArray own = states.get(point(text), all(), interval(0, length));
        INDArray its = expected.get(point(text), all(), interval(0, length));
        assertThat(own.distance2(its)).isCloseTo(0, within(1e-5));
        if (length < 20) {
          assertThat(states.get(point(text), all(), interval(length, 20)).sumNumber().doubleValue())
              .isZero();
        }
      }
    }
    INDArray alone = vectorizer.read(List.of("Goal")).ids();
    INDArray among = expected.get(interval(0, 1), all(), interval(0, alone.size(2)));
    assertThat(alone.distance2(among)).isCloseTo(0, within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"linear", "embedding", "cnn", "rnn", "hybrid", "transformer"})
  void everyHeadReadsPiecesAndStates(String model) throws IOException {
    for (String layers : List.of("all", "1", "none")) {
      Config config =
          config(
              Map.of(
                  "model",
                  model,
                  "encoder-layers",
                  layers,
                  "heads",
                  "2",
                  "hidden",
                  "4",
                  "filters",
                  "4",
                  "dense",
                  "5"));
      TextPreparation preparation = TASK.prepare(TEXTS, config);
      MultiLayerNetwork network = network(preparation, config);
      TokenBatch batch = TextVectorizer.of(preparation, config).read(texts());
      INDArray output = network.output(batch.ids(), false, batch.mask(), null);
      assertThat(output.shape()).containsExactly(3, 2);
      assertThat(output.sumNumber().doubleValue()).isCloseTo(3, within(1e-4));
    }
  }

  @Test
  void runKeepsWhatAFineTunedModelNeeds() throws IOException {
    Config config = config(Map.of());
    TextPreparation preparation = TASK.prepare(TEXTS, config);
    Path run = Files.createDirectory(folder.resolve("run"));
    preparation.save(run);
    Files.delete(encoder.resolve("model.safetensors"));

    TextPreparation restored = TASK.restore(run, config);
    assertThat(TASK.network(restored, config)).isEqualTo(TASK.network(preparation, config));
    assertThat(TextVectorizer.of(restored, config).read(texts()).ids())
        .isEqualTo(TextVectorizer.of(preparation, config).read(texts()).ids());
  }

  @Test
  void otherEncoderThanThatOfTheRunIsRefused() throws IOException {
    Config config = config(Map.of("encoder-layers", "none"));
    Path run = Files.createDirectory(folder.resolve("run"));
    TASK.prepare(TEXTS, config).save(run);
    EncoderFiles.ofLetters(encoder, 1);
    TextVectorizer<?> vectorizer = TextVectorizer.of(TASK.restore(run, config), config);
    assertThatThrownBy(() -> vectorizer.read(texts()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("not the encoder that the model was trained with");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model          | bow | bow reads bags of n-grams, not the states of an encoder",
        "max-length     | 41  | the encoder has 40 positions; set max-length to 40 or less",
        "max-length     | 2   | expected at least 3 word pieces with an encoder",
        "encoder-layers | 3   | 3, expected all, none, or 1 to the 2 layers of the encoder",
        "encoder        | no  | encoder=no: no such folder, and not one of all-minilm-l6-v2",
        "pooling | flatten | flatten needs sequences of one fixed length"
      })
  void settingsThatDoNotFitAreRefused(String setting, String value, String message) {
    Config config = config(Map.of(setting, value));
    assertThatThrownBy(() -> network(TASK.prepare(TEXTS, config), config))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"encoder.json", "tokenizer.json"})
  void mutatedFilesOfARunAreReadOrRefused(String name) throws IOException {
    Config config = config(Map.of());
    Path run = Files.createDirectory(folder.resolve("run"));
    TASK.prepare(TEXTS, config).save(run);
    Path file = run.resolve(name);
    Mutations.read(
        file,
        Files.readAllBytes(file),
        Mutations.OF_A_KIND,
        damaged ->
            assertThat(TextVectorizer.of(TASK.restore(run, config), config).read(texts()).ids())
                .isNotNull());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "encoder.json   | {}                 | expected",
        "encoder.json   | {\"sha256\": \"x\"}  | expected a SHA-256 in hexadecimal",
        "tokenizer.json | {}                 | not a tokenizer",
        "tokenizer.json | [1]                | expected a JSON object"
      })
  void damagedFilesOfARunAreRefused(String file, String content, String message)
      throws IOException {
    Config config = config(Map.of());
    Path run = Files.createDirectory(folder.resolve("run"));
    TASK.prepare(TEXTS, config).save(run);
    Files.writeString(run.resolve(file), content);
    assertThatThrownBy(() -> TASK.restore(run, config))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(message);
  }
}

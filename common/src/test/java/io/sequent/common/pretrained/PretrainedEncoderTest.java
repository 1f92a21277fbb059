package io.sequent.common.pretrained;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sequent.common.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PretrainedEncoderTest {
  private static final EncoderShape SHAPE = EncoderFiles.SHAPE;
  private static final Path REAL = Path.of("..", "shared", "data", "bert");
  private static final String MODEL = "model.safetensors";

  @TempDir Path folder;

  @Test
  void aBertIsReadFromItsFolder() throws Exception {
    PretrainedEncoder encoder = open(EncoderFiles.bert(folder));

    assertThat(encoder.shape()).isEqualTo(SHAPE);
    for (EncoderWeight weight : SHAPE.weights()) {
      assertThat(encoder.read(weight.name())).hasSize(weight.length());
    }
    try (WordPieces pieces = encoder.wordPieces(SHAPE.positions())) {
      assertThat(pieces.encode(List.of("the sea")).get(0).ids()).containsExactly(2, 5, 6, 3);
    }
  }

  @Test
  void denseWeightsAreTurnedInputsFirst() throws Exception {
    PretrainedEncoder encoder = open(EncoderFiles.bert(folder));

    // The file has 6 rows, one for each output, of 4.
    assertThat(encoder.read("layer.1.intermediate.weight"))
        .startsWith(0, 4, 8, 12, 16, 20, 1, 5)
        .endsWith(15, 19, 23);
    assertThat(encoder.read("embeddings.word.weight")).startsWith(0, 1, 2, 3, 4, 5);
  }

  @Test
  void namesMayLackThePrefixAndBeTensorFlows() throws Exception {
    EncoderFiles.bert(folder);
    EncoderFiles.weights(
        folder,
        EncoderFamily.BERT,
        "",
        SHAPE,
        name ->
            name.contains("LayerNorm")
                ? name.replace(".weight", ".gamma").replace(".bias", ".beta")
                : name);

    assertThat(open(folder).read("layer.1.output.norm.bias")).containsExactly(0, 1, 2, 3);
  }

  @Test
  void aDistilBertHasNoTokenTypes() throws Exception {
    EncoderFiles.bert(folder);
    Map<String, Object> config = new HashMap<>();
    config.put("model_type", "distilbert");
    config.put("activation", "gelu");
    config.put("dim", 4);
    config.put("n_layers", 2);
    config.put("n_heads", 2);
    config.put("hidden_dim", 6);
    EncoderFiles.config(folder, config);
    EncoderShape shape = new EncoderShape(20, 4, 2, 2, 6, 8, 0, 1e-12);
    EncoderFiles.weights(folder, EncoderFamily.DISTILBERT, "distilbert.", shape, name -> name);

    PretrainedEncoder encoder = open(folder);

    assertThat(encoder.shape()).isEqualTo(shape);
    assertThat(encoder.read("layer.0.attention.norm.weight")).containsExactly(0, 1, 2, 3);
    assertThat(shape.weights())
        .extracting(EncoderWeight::name)
        .doesNotContain("embeddings.type.weight");
  }

  @Test
  void theFirstTwoPositionsOfARobertaAreLeftOut() throws Exception {
    EncoderFiles.bert(folder);
    EncoderFiles.config(
        folder,
        Map.of("model_type", "roberta", "max_position_embeddings", 10, "layer_norm_eps", 1e-5));
    EncoderFiles.weights(folder, EncoderFamily.ROBERTA, "roberta.", SHAPE, name -> name);

    PretrainedEncoder encoder = open(folder);

    assertThat(encoder.shape().positions()).isEqualTo(8);
    assertThat(encoder.shape().epsilon()).isEqualTo(1e-5);
    assertThat(encoder.read("embeddings.position.weight")).hasSize(8 * 4).startsWith(8, 9);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          model_type, t5, `model_type 't5', expected one of bert, roberta, xlm-roberta, camembert, distilbert`
          hidden_act, gelu_new, `hidden_act 'gelu_new', expected gelu`
          position_embedding_type, relative_key, `'relative_key', expected absolute`
          is_decoder, true, `'is_decoder' is true, expected an encoder`
          hidden_size, 4.5, `hidden_size '4.5', expected a whole number from 1`
          hidden_size, 2147483647, `hidden 2147483647, expected 1 to 107374181`
          num_attention_heads, 3, 3 heads do not divide the width 4
          num_hidden_layers, 1000000, `layers 1000000, expected 1 to 1000`
          layer_norm_eps, `"much"`, expected a number
          layer_norm_eps, 0, `epsilon 0.0, expected 0 to 1`
          vocab_size, 21, `'bert.embeddings.word_embeddings.weight' of shape [20, 4], expected [21, 4]`
          vocab_size, 19, `vocab.txt: 20 word pieces, expected at most the 19`
          intermediate_size, 7, `of shape [6, 4], expected [7, 4]`
          num_hidden_layers, 3, no tensor 'bert.encoder.layer.2.attention.self.query.weight'
          """)
  void whatDoesNotFitIsRefused(String key, String value, String problem) throws Exception {
    EncoderFiles.bert(folder);
    Object json = value.matches("[\\d.]+|true") ? StrictJson.tree(value.getBytes(UTF_8)) : value;
    EncoderFiles.config(folder, Map.of(key, json));

    assertRefused(problem);
  }

  @Test
  void aMissingKeyIsNamed() throws Exception {
    EncoderFiles.bert(folder);
    Files.writeString(
        folder.resolve("config.json"), "{\"model_type\": \"bert\", \"vocab_size\": 20}");
    assertRefused("config.json: no 'hidden_size'");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          config.json, config.json: no such file
          vocab.txt, `no tokenizer, expected tokenizer.json or vocab.txt`
          model.safetensors, `no weights, expected model.safetensors or model.onnx`
          """)
  void aMissingFileIsNamed(String file, String problem) throws Exception {
    Files.delete(EncoderFiles.bert(folder).resolve(file));
    assertRefused(problem);
  }

  @Test
  void weightsThatCanRunCodeAreNotRead() throws Exception {
    Files.move(EncoderFiles.bert(folder).resolve(MODEL), folder.resolve("pytorch_model.bin"));
    assertRefused("pytorch_model.bin can run code and is not read, save it as safetensors");
  }

  @Test
  void weightsOfAnotherModelAreRefused() throws Exception {
    EncoderFiles.bert(folder);
    new EncoderFiles.Safetensors()
        .add("wte.weight", "F32", List.of(2), new byte[8])
        .write(folder.resolve(MODEL));
    assertRefused("0 tensors 'embeddings.word_embeddings.weight', expected one");
  }

  @Test
  void wholeNumbersAreNoWeights() throws Exception {
    EncoderFiles.bert(folder);
    new EncoderFiles.Safetensors()
        .add("embeddings.word_embeddings.weight", "I32", List.of(20, 4), new byte[320])
        .write(folder.resolve(MODEL));
    assertRefused("is of another type, expected float32, float16 or bfloat16");
  }

  @Test
  void aWeightThatIsNoNumberIsRefused() throws Exception {
    Path model = EncoderFiles.bert(folder).resolve(MODEL);
    byte[] bytes = Files.readAllBytes(model);
    // Little-endian, so the exponent is at the end: the first one of the word embeddings.
    int first =
        bytes.length - 8 - 4 * SHAPE.weights().stream().mapToInt(EncoderWeight::length).sum();
    bytes[first + 2] = (byte) 0xC0;
    bytes[first + 3] = (byte) 0x7F;
    Files.write(model, bytes);
    PretrainedEncoder encoder = open(folder);

    assertThatThrownBy(() -> encoder.read("embeddings.word.weight"))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith("a number of 'embeddings.word.weight' is NaN");
  }

  @Test
  void textsLongerThanThePositionsAreRefused() throws Exception {
    PretrainedEncoder encoder = open(EncoderFiles.bert(folder));
    assertThatThrownBy(() -> encoder.wordPieces(9))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "texts of up to 9 word pieces, but the encoder has 8 positions; set max-length to 8 or"
                + " less");
  }

  @Test
  void theHashIsOfWeightsAndTokenizer() throws Exception {
    String hash = open(EncoderFiles.bert(folder)).sha256();
    assertThat(open(folder).sha256()).isEqualTo(hash).matches("[0-9a-f]{64}");

    Files.writeString(folder.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
    assertThat(open(folder).sha256()).isNotEqualTo(hash);
  }

  @Test
  void aFolderIsThereOrNot() throws Exception {
    assertThat(PretrainedEncoder.isThere(folder.resolve("none").toString())).isFalse();
    assertThat(PretrainedEncoder.isThere(EncoderFiles.bert(folder).toString())).isTrue();
  }

  @Test
  void anUnknownNameIsRefused() {
    assertThatThrownBy(() -> PretrainedEncoder.open("no-such"))
        .isInstanceOf(UserError.class)
        .hasMessage("encoder=no-such: no such folder, and not one of all-minilm-l6-v2");
  }

  @Test
  void aNamedEncoderIsReadOrTheCommandThatAddsItIsSaid() throws Exception {
    boolean there = getClass().getResource("/all-minilm-l6-v2.onnx") != null;
    assertThat(PretrainedEncoder.isThere("all-minilm-l6-v2")).isEqualTo(there);
    if (!there) {
      assertThatThrownBy(() -> PretrainedEncoder.open("all-minilm-l6-v2"))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("mvn package -Pencoders -DskipTests");
      return;
    }
    PretrainedEncoder encoder = PretrainedEncoder.open("all-minilm-l6-v2");
    try (WordPieces pieces = encoder.wordPieces(512)) {
      assertThat(pieces.encode(List.of("Oil prices rise.")).get(0).ids())
          .containsExactly(101, 3514, 7597, 4125, 1012, 102);
    }
    assertThat(encoder.read("layer.5.output.weight")).hasSize(384 * 1536);
  }

  @Test
  void anOnnxFileAndATokenizerOfOthersAreRead() throws Exception {
    Path model = REAL.resolve("tinybert-untrained.onnx");
    assumeTrue(Files.exists(model), "the data folder is not there");
    Files.copy(model, folder.resolve("model.onnx"));
    Files.copy(REAL.resolve("tinybert-tokenizer.json"), folder.resolve("tokenizer.json"));
    EncoderShape shape = new EncoderShape(1656, 50, 1, 1, 200, 100, 2, 1e-12);
    EncoderFiles.config(
        folder,
        Map.of(
            "vocab_size", 1656,
            "hidden_size", 50,
            "num_hidden_layers", 1,
            "num_attention_heads", 1,
            "intermediate_size", 200,
            "max_position_embeddings", 100));

    PretrainedEncoder encoder = open(folder);

    assertThat(encoder.shape()).isEqualTo(shape);
    for (EncoderWeight weight : shape.weights()) {
      assertThat(encoder.read(weight.name())).hasSize(weight.length());
    }
    assertThat(encoder.read("layer.0.attention.norm.weight")).containsOnly(1);
    try (WordPieces pieces = encoder.wordPieces(100)) {
      Pieces text = pieces.encode(List.of("Pride and Prejudice,")).get(0);
      assertThat(text.ids()).containsExactly(3, 619, 93, 308, 73, 681, 506, 6, 1);
      assertThat(text.words()).containsExactly(-1, 0, 1, 2, 2, 2, 2, 3, -1);
    }
  }

  private static PretrainedEncoder open(Path folder) throws Exception {
    return PretrainedEncoder.open(folder.toString());
  }

  private void assertRefused(String problem) {
    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(problem);
  }
}

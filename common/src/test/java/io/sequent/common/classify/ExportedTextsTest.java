package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.encoder.TextEncoder;
import io.sequent.common.export.ExportedModel;
import io.sequent.common.export.OnnxFileRun;
import io.sequent.common.export.OnnxFileRun.Output;
import io.sequent.common.export.OnnxFileRun.Outputs;
import io.sequent.common.predict.ClassPrediction;
import io.sequent.common.predict.Prediction;
import io.sequent.common.pretrained.EncoderFiles;
import io.sequent.common.task.Tasks;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classifiers in ONNX Runtime beside their own predictions. */
class ExportedTextsTest {
  private static final String[] TEXTS = {
    "Oil prices rise as the storm nears the coast.",
    "Goal",
    "A team of scientists has found water on a moon, and the market falls again, and again.",
    "nothingofthisisknown"
  };

  @TempDir private Path folder;

  private static TextClassification task(String name) {
    return (TextClassification) Tasks.named(name);
  }

  private ExportedModel<LabelledText, TextPreparation> exported(
      String task, String preset, Map<String, String> more) throws Exception {
    Map<String, String> settings = new HashMap<>();
    for (String size : List.of("embedding", "hidden", "filters", "feed-forward")) {
      settings.put(size, "8");
    }
    settings.putAll(more);
    return ExportedModel.of(
        task(task),
        preset,
        settings,
        fresh -> fresh.with(new Temperature(1.7), fresh.fitted().decision()),
        folder);
  }

  @ParameterizedTest
  @CsvSource({
    "news, recipe",
    "news, linear",
    "news, bow",
    "news, embedding",
    "news, cnn",
    "news, hybrid",
    "news, transformer",
    "sentiment, recipe",
    "sentiment, rnn",
    "tweets, recipe",
    "tweets, linear",
    "tweets, hybrid"
  })
  void probabilitiesAreThoseOfPredictions(String task, String preset) throws Exception {
    assertSame(exported(task, preset, Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pooling=flatten,max-length=30,dense=8,batch-norm=true",
        "pooling=attention+last,layer-norm=true,dense=8 8,dense-concat=true",
        "pooling=first,model=transformer,blocks=2",
        "bigram-entries=50,ngram-embedding=4,model=cnn",
        "model=bow,dense=8 8,batch-norm=true,character-ngrams=4,hash-entries=100",
        "model=rnn,recurrent-concat=true,layers=2,passes=1,cell=rnn-relu,pooling-activation=swish"
      })
  void soAreThoseOfOtherNetworks(String settings) throws Exception {
    Map<String, String> more = new HashMap<>();
    for (String setting : settings.split(",", -1)) {
      String[] parts = setting.split("=", 2);
      more.put(parts[0], parts[1].replace(' ', ','));
    }
    assertSame(exported("tweets", "none", more));
  }

  @ParameterizedTest
  @CsvSource({"all, linear", "1, rnn", "none, linear", "none, rnn"})
  void encodersAreExportedFrozenOrFineTuned(String layers, String model) throws Exception {
    Path encoder = EncoderFiles.ofLetters(folder.resolve("encoder"), 5);
    Map<String, String> settings =
        Map.of(
            "encoder",
            encoder.toString(),
            "encoder-layers",
            layers,
            "model",
            model,
            "max-length",
            "20",
            "pooling",
            "mean");
    ExportedModel<LabelledText, TextPreparation> exported = exported("news", "none", settings);
    TextEncoder read = exported.model().preparation().encoder().orElseThrow();
    assertThat(folder.resolve("model.tokenizer.json")).hasContent(read.tokenizer());
    List<int[]> pieces = Stream.of(TEXTS).map(text -> read.pieces(text).ids()).toList();
    TokenBatch batch = TokenBatch.of(pieces);
    try (OnnxFileRun run = OnnxFileRun.of(exported.file())) {
      assertSame(exported, run, batch);
    }
  }

  @Test
  void metadataSayWhatIsNeeded() throws Exception {
    ExportedModel<LabelledText, TextPreparation> exported = exported("news", "recipe", Map.of());
    TextPreparation preparation = exported.model().preparation();
    try (OnnxFileRun run = OnnxFileRun.of(exported.file())) {
      Map<String, String> metadata = run.metadata();
      assertThat(metadata).containsEntry("task", "news").containsEntry("reads", "\"words\"");
      assertJson(metadata, "labels", preparation.classes());
      assertJson(metadata, "vocabulary", preparation.terms().tokens());
      assertJson(metadata, "settings", exported.model().config().asText());
      assertJson(metadata, "maxLength", preparation.fitted().maxLength());
      assertJson(metadata, "temperature", 1.7);
      assertJson(metadata, "logOffsets", preparation.fitted().logOffsets());
    }
  }

  private static void assertJson(Map<String, String> metadata, String name, Object value)
      throws Exception {
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(metadata.get(name)))
        .as(name)
        .isEqualTo(json.readTree(json.writeValueAsString(value)));
  }

  private static void assertSame(ExportedModel<LabelledText, TextPreparation> exported)
      throws Exception {
    TextPreparation preparation = exported.model().preparation();
    TokenBatch batch =
        TextVectorizer.of(preparation, exported.model().config()).read(List.of(TEXTS));
    try (OnnxFileRun run = OnnxFileRun.of(exported.file())) {
      assertSame(exported, run, batch);
    }
  }

  private static void assertSame(
      ExportedModel<LabelledText, TextPreparation> exported, OnnxFileRun run, TokenBatch batch)
      throws Exception {
    int[] lengths = batch.sequences().stream().mapToInt(ids -> ids.length).toArray();
    Outputs outputs = run.withFeatures(batch.ids(), lengths).run();
    assertThat(outputs.names()).containsExactlyInAnyOrder("probabilities");
    Output probabilities = outputs.get("probabilities");
    List<? extends Prediction> predictions = exported.predictions(Map.of(), TEXTS);
    for (int i = 0; i < TEXTS.length; i++) {
      int c = 0;
      for (double expected : ((ClassPrediction) predictions.get(i)).probabilities().values()) {
        assertThat(probabilities.at(i, c))
            .as("class %d of '%s'", c, TEXTS[i])
            .isCloseTo(expected, within(1e-5));
        c++;
      }
      assertThat(probabilities.shape()).containsExactly(TEXTS.length, c);
    }
  }
}

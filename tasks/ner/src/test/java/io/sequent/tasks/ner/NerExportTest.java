package io.sequent.tasks.ner;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.data.TokenBatch;
import io.sequent.common.export.ExportedModel;
import io.sequent.common.export.ExportedNetwork;
import io.sequent.common.export.OnnxFileRun;
import io.sequent.common.export.OnnxFileRun.Output;
import io.sequent.common.export.OnnxFileRun.Outputs;
import io.sequent.common.network.crf.TagDecoder;
import io.sequent.common.network.layer.embedding.TokenBag;
import io.sequent.common.predict.SpanPrediction;
import io.sequent.common.pretrained.EncoderFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Taggers in ONNX Runtime beside their own predictions. */
class NerExportTest {
  private static final NerTask TASK = new NerTask();
  private static final String[] SENTENCES = {
    "Олена Коваль живе у Львові .",
    "Так .",
    "Компанія « Світанок » відкрила у Києві новий офіс , розповів Іван Петренко .",
    "Коваль працює в Одесі"
  };

  @TempDir private Path folder;

  private ExportedModel<TaggedSentence, NerPreparation> exported(
      String preset, Map<String, String> more) throws Exception {
    Map<String, String> settings = new HashMap<>(Map.of("embedding", "8", "hidden", "8"));
    settings.putAll(more);
    return ExportedModel.of(TASK, preset, settings, UnaryOperator.identity(), folder);
  }

  @Test
  void recipeHasTheSameTagsByItsScores() throws Exception {
    ExportedModel<TaggedSentence, NerPreparation> exported =
        exported("recipe", Map.of("ngram-embedding", "6", "lemma-embedding", "5"));
    Outputs outputs = outputs(exported, input(exported));
    assertThat(outputs.names())
        .containsExactlyInAnyOrder("emissions", "transitions", "start", "end");
    assertThat(tags(exported, outputs)).isEqualTo(predicted(exported));
    assertThat(transition(exported, outputs, "O", "I-")).isEqualTo(-1e30f);
    assertThat(transition(exported, outputs, "B-", "O")).isGreaterThan(-1e3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru"})
  void softmaxGivesTheProbabilities(String cell) throws Exception {
    ExportedModel<TaggedSentence, NerPreparation> exported =
        exported("none", Map.of("cell", cell, "layers", "2", "dense", "6"));
    Outputs outputs = outputs(exported, input(exported));
    assertThat(outputs.names()).containsExactlyInAnyOrder("probabilities");
    Output probabilities = outputs.get("probabilities");
    List<List<String>> predicted = predicted(exported);
    for (int i = 0; i < SENTENCES.length; i++) {
      for (int t = 0; t < predicted.get(i).size(); t++) {
        int sentence = i;
        int step = t;
        int best =
            IntStream.range(0, (int) probabilities.shape()[2])
                .reduce(
                    (a, b) ->
                        probabilities.at(sentence, step, b) > probabilities.at(sentence, step, a)
                            ? b
                            : a)
                .orElseThrow();
        assertThat(exported.model().preparation().tags().get(best))
            .isEqualTo(predicted.get(i).get(t));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "none"})
  void encodersAreExportedFrozenOrFineTuned(String layers) throws Exception {
    Path encoder = EncoderFiles.ofLetters(folder.resolve("encoder"), 5);
    ExportedModel<TaggedSentence, NerPreparation> exported =
        exported(
            "none",
            Map.of("encoder", encoder.toString(), "encoder-layers", layers, "output", "crf"));
    List<int[]> pieces =
        Stream.of("Ann in Rome", "a")
            .map(text -> exported.model().preparation().encoder().orElseThrow().pieces(text).ids())
            .toList();
    TokenBatch batch = TokenBatch.of(pieces);
    INDArray read = exported.model().preparation().encoder().orElseThrow().inputOnce(pieces).ids();
    INDArray expected = exported.model().network().output(read, false, batch.mask(), batch.mask());
    try (OnnxFileRun run = OnnxFileRun.of(exported.file())) {
      int[] lengths = pieces.stream().mapToInt(ids -> ids.length).toArray();
      Outputs outputs = run.withFeatures(batch.ids(), lengths).run();
      ExportedNetwork.assertClose(expected, outputs.get("emissions"), lengths);
    }
    assertThat(folder.resolve("model.tokenizer.json")).isNotEmptyFile();
  }

  private static List<List<String>> tokens() {
    return Stream.of(SENTENCES).map(sentence -> List.of(sentence.split(" ", -1))).toList();
  }

  private static TokenBatch input(ExportedModel<TaggedSentence, NerPreparation> exported) {
    int[] texts = new int[SENTENCES.length]; // All of one.
    return SentenceVectorizer.of(exported.model().preparation(), exported.model().config())
        .read(tokens(), texts)
        .batch(IntStream.range(0, SENTENCES.length).boxed().toList());
  }

  /** The outputs, which are those of the network. */
  private static Outputs outputs(
      ExportedModel<TaggedSentence, NerPreparation> exported, TokenBatch batch) throws Exception {
    INDArray features = batch.ids();
    List<TokenBag> bags = TokenFeatures.from(exported.model().config()).bags();
    assertThat(TokenFeatures.names(exported.model().config())).hasSameSizeAs(bags);
    int[] lengths = tokens().stream().mapToInt(List::size).toArray();
    try (OnnxFileRun run = OnnxFileRun.of(exported.file())) {
      Outputs outputs = run.withFeatures(features, lengths).run();
      INDArray expected =
          exported.model().network().output(features, false, batch.mask(), batch.mask());
      ExportedNetwork.assertClose(expected, outputs.first(), lengths);
      assertThat(TagDecoder.of(exported.model().network()).decode(expected, lengths))
          .extracting(t -> exported.model().preparation().names(t.tags()))
          .isEqualTo(predicted(exported));
      return outputs;
    }
  }

  private static List<List<String>> predicted(
      ExportedModel<TaggedSentence, NerPreparation> exported) {
    return exported.predictions(Map.of(), SENTENCES).stream()
        .map(prediction -> ((SpanPrediction) prediction).tags())
        .toList();
  }

  private static double transition(
      ExportedModel<TaggedSentence, NerPreparation> exported,
      Outputs outputs,
      String from,
      String to) {
    List<String> tags = exported.model().preparation().tags();
    return outputs.get("transitions").at(index(tags, from), index(tags, to));
  }

  private static int index(List<String> tags, String begin) {
    return IntStream.range(0, tags.size())
        .filter(i -> tags.get(i).startsWith(begin))
        .findFirst()
        .orElseThrow();
  }

  /** The best tags by all scores: Viterbi. */
  private static List<List<String>> tags(
      ExportedModel<TaggedSentence, NerPreparation> exported, Outputs outputs) {
    Output emissions = outputs.get("emissions");
    Output transitions = outputs.get("transitions");
    Output start = outputs.get("start");
    Output end = outputs.get("end");
    int tags = start.numbers().length;
    List<List<String>> all = new ArrayList<>();
    for (int i = 0; i < SENTENCES.length; i++) {
      int time = tokens().get(i).size();
      double[][] best = new double[time][tags];
      int[][] before = new int[time][tags];
      for (int t = 0; t < time; t++) {
        for (int to = 0; to < tags; to++) {
          double score = t == 0 ? start.at(to) : Double.NEGATIVE_INFINITY;
          for (int from = 0; t > 0 && from < tags; from++) {
            double path = best[t - 1][from] + transitions.at(from, to);
            if (path > score) {
              score = path;
              before[t][to] = from;
            }
          }
          best[t][to] = score + emissions.at(i, t, to) + (t == time - 1 ? end.at(to) : 0);
        }
      }
      int tag = 0;
      for (int other = 1; other < tags; other++) {
        tag = best[time - 1][other] > best[time - 1][tag] ? other : tag;
      }
      int[] path = new int[time];
      for (int t = time - 1; t >= 0; t--) {
        path[t] = tag;
        tag = before[t][tag];
      }
      all.add(exported.model().preparation().names(path));
    }
    return all;
  }
}

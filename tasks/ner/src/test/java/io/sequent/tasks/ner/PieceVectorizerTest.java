package io.sequent.tasks.ner;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.config.Config;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.network.crf.TagDecoder;
import io.sequent.common.pretrained.EncoderFiles;
import io.sequent.common.pretrained.Pieces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class PieceVectorizerTest {
  private static final NerTask TASK = new NerTask();
  private static final List<String> TAGS = List.of("O", "B-LOC", "I-LOC");
  private static final String NO_PIECE = "\u200B";

  /** [CLS] a n n, l i v e s in 8 pieces after it, and so on; the third word has no piece. */
  private static final TaggedSentence SHORT =
      new TaggedSentence(
          List.of("Ann", "in", NO_PIECE, "Rome"), List.of("O", "O", "O", "B-LOC"), TAGS);

  private static final TaggedSentence LONG =
      new TaggedSentence(
          List.of("new", "york", "is", "big", "and", "far", "away"),
          List.of("B-LOC", "I-LOC", "O", "O", "O", "O", "O"),
          TAGS);

  @TempDir private Path folder;
  private Config config = Forms.CONFIG;

  @BeforeEach
  void withAnEncoder() throws IOException {
    Path encoder = EncoderFiles.ofLetters(folder.resolve("encoder"), System.nanoTime());
    config =
        Forms.CONFIG.with(Map.of("encoder", encoder.toString(), "hidden", "4", "dropout", "0"), "");
  }

  private static int[] steps(NerPreparation preparation, TaggedSentence sentence) {
    Pieces pieces = preparation.encoder().orElseThrow().pieces(sentence.tokens());
    return pieces.firstOfWords(sentence.tokens().size());
  }

  @Test
  void tagsStandAtTheFirstPiecesAlone() {
    NerPreparation preparation = TASK.prepare(List.of(SHORT, LONG), config);
    assertThat(steps(preparation, SHORT)).containsExactly(1, 4, -1, 6);
    DataSet data = TASK.vectorizer(preparation, config).vectorize(List.of(SHORT, LONG));
    int time = 2 + String.join("", LONG.tokens()).length();
    assertThat(data.getFeatures().shape()).containsExactly(2, 1, time);
    assertThat(data.getLabels().shape()).containsExactly(2, 3, time);
    double[] expected = new double[time];
    for (int step : new int[] {1, 4, 6}) {
      expected[step] = 1;
    }
    assertThat(data.getLabelsMaskArray().getRow(0).toDoubleVector()).containsExactly(expected);
    assertThat(data.getLabels().sumNumber().intValue()).isEqualTo(3 + 7);
    assertThat(data.getLabels().getDouble(0, 1, 6)).isOne();
    assertThat(data.getLabels().getDouble(1, 2, 4)).isOne();
  }

  @ParameterizedTest
  @CsvSource({"softmax, 1, 0", "crf, 0, -10000"})
  void outputsAreThoseOfTheFirstPieces(String output, float outside, float inside) {
    Config with = config.with(Map.of("output", output), "");
    NerPreparation preparation = TASK.prepare(List.of(SHORT, LONG), with);
    INDArray outputs = Nd4j.arange(2 * 3 * 30).castTo(DataType.FLOAT).reshape(2, 3, 30);
    INDArray words =
        SentenceVectorizer.of(preparation, with).ofSentences(outputs, List.of(SHORT, LONG));
    assertThat(words.shape()).containsExactly(2, 3, 7);
    int[] steps = steps(preparation, LONG);
    for (int tag = 0; tag < 3; tag++) {
      for (int word = 0; word < steps.length; word++) {
        assertThat(words.getFloat(1, tag, word)).isEqualTo(outputs.getFloat(1, tag, steps[word]));
      }
      assertThat(words.getFloat(0, tag, 3)).isEqualTo(outputs.getFloat(0, tag, 6));
      assertThat(words.getFloat(0, tag, 2)).isEqualTo(tag == 0 ? outside : inside);
    }
  }

  @ParameterizedTest
  @CsvSource({"all, softmax", "1, crf", "none, crf", "none, softmax"})
  void wordsBehindWhatTheEncoderReadsAreOutside(String layers, String output) throws IOException {
    Config with = config.with(Map.of("encoder-layers", layers, "output", output), "");
    List<String> tokens = Collections.nCopies(60, "a");
    TaggedSentence endless =
        new TaggedSentence(tokens, IntStream.range(0, 60).mapToObj(i -> "B-LOC").toList(), TAGS);
    NerPreparation preparation = TASK.prepare(List.of(endless, LONG), with);
    MultiLayerNetwork network = new MultiLayerNetwork(TASK.network(preparation, with));
    network.init();
    TASK.initialise(network, preparation, with);
    DataSet data = TASK.vectorizer(preparation, with).vectorize(List.of(endless, LONG));
    for (int step = 0; step < 100; step++) {
      network.fit(data);
    }
    Path run = Files.createDirectory(folder.resolve("run"));
    preparation.save(run);
    NerPreparation restored = TASK.restore(run, with);
    assertThat(TASK.network(restored, with)).isEqualTo(TASK.network(preparation, with));

    SentenceVectorizer.Reading<?> reading =
        SentenceVectorizer.of(restored, with)
            .read(List.of(endless.tokens(), LONG.tokens()), new int[] {0, 1});
    TokenBatch batch = reading.batch(List.of(0, 1));
    INDArray words =
        reading.ofWords(
            network.output(batch.ids(), false, batch.mask(), batch.mask()), List.of(0, 1));
    int[] tags = TagDecoder.of(network).decode(words, new int[] {60, 7}).get(0).tags();
    assertThat(restored.names(tags).subList(0, 38)).containsOnly("B-LOC");
    assertThat(restored.names(tags).subList(38, 60)).containsOnly("O");
  }
}

package io.sequent.tasks.textgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.Splits;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormsTest {
  private static final TextgenTask TASK = new TextgenTask();
  private static final Config SMALL =
      TaskSettings.defaults(TASK).with(Map.of("window", "5", "hidden", "4", "embedding", "4"), "");

  @TempDir private Path folder;

  private Text read(String content, String encoding, Config config) throws IOException {
    Path file = folder.resolve("t.txt");
    Files.write(file, content.getBytes(Charset.forName(encoding)));
    return Text.read(file, config);
  }

  private static String string(Text text) {
    return new String(text.characters(), 0, text.characters().length);
  }

  @Test
  void lineEndsOfAnySystemBecomeOne() throws IOException {
    Text text = read("a\r\nb\rc\n\r\nd", "utf-8", SMALL);
    assertThat(string(text)).isEqualTo("a\nb\nc\n\nd");
    assertThat(text.notes()).singleElement().asString().contains("\\r\\n and \\r, read as \\n");
    assertThat(read("a\nb", "utf-8", SMALL).notes()).isEmpty();
  }

  @Test
  void byteOrderMarksOfJoinedFilesAreLeftOut() throws IOException {
    Text text = read("\uFEFFone\n\uFEFFtwo", "utf-8", SMALL);
    assertThat(string(text)).isEqualTo("one\ntwo");
    assertThat(text.notes()).singleElement().asString().contains("byte order marks");
  }

  @Test
  void controlCharactersAreNamedAndKeptOrLeftOut() throws IOException {
    String content = "a\u0000b\u0007\u0007\tc\n";
    Text kept = read(content, "utf-8", SMALL);
    assertThat(string(kept)).isEqualTo(content);
    assertThat(kept.notes()).singleElement().asString().contains("\\u0000 ×1, \\u0007 ×2, kept");
    Text dropped = read(content, "utf-8", SMALL.with(Map.of("characters", "printable"), ""));
    assertThat(string(dropped)).isEqualTo("ab\tc\n");
    assertThat(dropped.notes()).singleElement().asString().endsWith("left out");
  }

  @Test
  void encodingIsASetting() throws IOException {
    Config config = SMALL.with(Map.of("encoding", "windows-1251"), "");
    assertThat(string(read("їжак", "windows-1251", config))).isEqualTo("їжак");
    assertThatThrownBy(() -> read("їжак", "windows-1251", SMALL)).isInstanceOf(UserError.class);
  }

  @Test
  void packedTextOfAFolderIsRead() throws IOException {
    try (OutputStream packed =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.txt.gz")))) {
      packed.write("abc".getBytes(StandardCharsets.UTF_8));
    }
    Files.writeString(folder.resolve("a.txt.bak"), "no");
    assertThat(string(Text.read(folder, SMALL))).isEqualTo("abc");
  }

  @Test
  void wholeTextIsJudgedAndUnknownCharactersAreSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("t.txt"), "abcabcabxx");
    Splits<TextWindow> splits = TASK.data().readForEvaluation(file, SMALL, List.of("a", "b", "c"));
    assertThat(splits.test()).extracting(TextWindow::length).containsExactly(5, 4);
    assertThat(splits.notes()).containsExactly(file + ": characters unknown to the model: x ×2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a quick brown fox", "aabaacaaaa", "a line\nanother", "ааааа"})
  void anyTextHasAStart(String text) {
    TextgenPreparation preparation =
        TextgenPreparation.of(TextWindow.of(text.codePoints().toArray(), 4), false);
    MultiLayerNetwork network = new MultiLayerNetwork(TASK.network(preparation, SMALL));
    network.init();
    Model<TextgenPreparation> model = new Model<>(network, preparation, SMALL);
    assertThat(TASK.view().samples(model)).hasSize(3).doesNotContainValue("");
    String first = text.contains("\n") ? "\n" : text.contains(" ") ? " " : text.substring(0, 1);
    assertThat(preparation.start()).containsExactly(preparation.id(first.codePointAt(0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"the ", " ROMEO: ", "ROMEO:\n", "\n"})
  void promptIsTakenAsItIs(String prompt) {
    String text = "the ROMEO:\nthe";
    TextgenPreparation preparation =
        TextgenPreparation.of(TextWindow.of(text.codePoints().toArray(), 4), false);
    MultiLayerNetwork network = new MultiLayerNetwork(TASK.network(preparation, SMALL));
    network.init();
    Config options =
        TaskSettings.predictionDefaults(TASK).with(Map.of("prompt", prompt, "length", "3"), "");
    TextgenPredictor predictor =
        new TextgenPredictor(Ensemble.of(new Model<>(network, preparation, SMALL)), options);
    assertThat(predictor.predict(predictor.reader().read(List.of())).get(0).text())
        .startsWith(prompt)
        .hasSize(prompt.length() + 3);
  }
}

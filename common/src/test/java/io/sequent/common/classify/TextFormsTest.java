package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.Splits;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.text.TextSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.DataSet;

class TextFormsTest {
  private static final Topics TASK = new Topics();
  private static final Config DEFAULTS = TaskSettings.defaults(TASK);
  private static final Config OWN = DEFAULTS.with(Map.of("columns", "label,text"), "");
  private static final Config NUMBERED = DEFAULTS.with(Map.of("columns", "1,2"), "");
  private static final int TEXTS = 60;

  private final Path folder;

  TextFormsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static String label(int i) {
    return i % 2 == 0 ? "sport" : "money";
  }

  private static String text(int i) {
    return "the " + (i % 2 == 0 ? "goal, of " : "price; of ") + i;
  }

  private static String lines(IntFunction<String> line) {
    return IntStream.range(0, TEXTS).mapToObj(line).collect(Collectors.joining("\n")) + "\n";
  }

  private static String commas() {
    return "label,text\n" + lines(i -> label(i) + ",\"" + text(i) + "\"");
  }

  private Path write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    if (name.endsWith(".gz")) {
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(content.getBytes(StandardCharsets.UTF_8));
      }
      return file;
    }
    return Files.writeString(file, content);
  }

  private static Splits<LabelledText> read(Path place, Config config) throws IOException {
    return TASK.data().read(place, config);
  }

  /** All texts are there, each with its class. */
  private static void complete(Splits<LabelledText> splits) {
    List<LabelledText> all =
        List.of(splits.train(), splits.validation(), splits.test()).stream()
            .flatMap(List::stream)
            .toList();
    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, TEXTS)
                .mapToObj(i -> new LabelledText(text(i), 1 - i % 2, List.of("money", "sport")))
                .toList());
  }

  private void isRead(String name, String content, Config config, String... notes)
      throws IOException {
    Splits<LabelledText> splits = read(write(name, content), config);
    complete(splits);
    assertThat(splits.notes()).containsExactly(notes);
  }

  @Test
  void spreadsheetsOfOtherCountriesSeparateBySemicolons() throws IOException {
    String table = lines(i -> label(i) + ";\"" + text(i) + "\"");
    isRead("t.csv", "label;text\n" + table, OWN, "form: columns between semicolons");
    isRead("t.csv", "sep=;\r\nlabel;text\n" + table, OWN, "form: columns between semicolons");
    isRead("t.csv", "sep=,\n" + commas(), OWN);
    Path file = write("t.csv", commas());
    assertThatThrownBy(() -> read(file, OWN.with(Map.of("format", "semicolon"), "")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no column 'label' among [label,text]");
  }

  @Test
  void tabsAndObjectsAreFoundByLooking() throws IOException {
    isRead(
        "t.tsv",
        "label\ttext\n" + lines(i -> label(i) + "\t" + text(i)),
        OWN,
        "form: columns between tabs");
    IntFunction<String> object =
        i -> "{\"id\": %d, \"text\": \"%s\", \"label\": \"%s\"}".formatted(i, text(i), label(i));
    isRead("t.jsonl", lines(object), OWN, "form: a JSON object a line");
    String array =
        IntStream.range(0, TEXTS).mapToObj(object).collect(Collectors.joining(",\n", "[", "]"));
    isRead("t.json", array, OWN, "form: an array of JSON objects");
  }

  @Test
  void columnOfNumbersThatHasNoNameIsPassedOver() throws IOException {
    isRead("t.csv", ",label,text\n" + lines(i -> i + "," + label(i) + ",\"" + text(i) + "\""), OWN);
  }

  @Test
  void headerAboveNumberedColumnsIsNoText() throws IOException {
    isRead("t.csv", commas(), NUMBERED, "header: label, text, the first row of t.csv");
    isRead("t.csv", lines(i -> label(i) + ",\"" + text(i) + "\""), NUMBERED);
  }

  @Test
  void encodingsAreNamedOrMarked() throws IOException {
    Path file = folder.resolve("t.csv");
    String text = lines(i -> (i % 2 == 0 ? "спорт" : "гроші") + ",\"слово\"");
    Charset windows = Charset.forName("windows-1251");
    Files.write(file, text.getBytes(windows));
    Config named = NUMBERED.with(Map.of("encoding", "windows-1251"), "");
    assertThat(read(file, named).train().get(0).classes()).containsExactly("гроші", "спорт");
    assertThatThrownBy(() -> read(file, NUMBERED))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file + ":1: not UTF-8")
        .hasMessageEndingWith("name another encoding by encoding=");
    Files.write(file, ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE));
    assertThat(read(file, NUMBERED).train().get(0).text()).isEqualTo("слово");
  }

  @Test
  void fastTextNeedsNoColumns() throws IOException {
    String content = lines(i -> "__label__" + label(i) + " " + text(i));
    isRead(
        "t.txt", content, DEFAULTS, "form: fastText's lines, each behind __label__ and its class");
    write("set/train.txt", content);
    write("set/test.txt", content);
    Splits<LabelledText> splits = read(folder.resolve("set"), DEFAULTS);
    assertThat(splits.test()).hasSize(TEXTS).contains(splits.train().get(0));
    Path two = write("two.txt", content + "__label__a __label__b both\n");
    assertThatThrownBy(() -> read(two, DEFAULTS))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(two + ":61: more than one label");
    Path none = write("two.txt", content + "no label\n");
    assertThatThrownBy(() -> read(none, DEFAULTS)).hasMessageStartingWith(none + ":61: no label");
  }

  @Test
  void folderForEachClassHoldsItsTexts() throws IOException {
    for (int i = 0; i < TEXTS; i++) {
      write("whole/" + label(i) + "/" + i + ".txt", text(i) + "\n");
      write("parts/train/" + label(i) + "/" + i, text(i));
    }
    write("parts/train/unsup/1", "of no class");
    write("parts/test/sport/1", "goal");
    write("whole/.git/config", "no text");
    Splits<LabelledText> whole = read(folder.resolve("whole"), DEFAULTS);
    complete(whole);
    assertThat(whole.notes()).contains("form: a folder for each class");
    Splits<LabelledText> parts = read(folder.resolve("parts"), DEFAULTS);
    assertThat(parts.train()).hasSize(54);
    assertThat(parts.test())
        .containsExactly(new LabelledText("goal", 1, List.of("money", "sport")));
    assertThat(parts.notes()).anyMatch(note -> note.endsWith("unsup, texts without a class"));
    assertThat(TASK.data().files(folder.resolve("parts"), DEFAULTS)).hasSize(TEXTS + 1);
    assertThatThrownBy(
            () ->
                read(folder.resolve("whole/sport"), DEFAULTS.with(Map.of("format", "folders"), "")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no folders with texts, expected one for each class");
  }

  @Test
  void foldersOfOtherThingsAreNotTakenForClasses() throws IOException {
    write("news/data.csv", commas());
    write("reviews/readme.txt", "of reviews");
    assertThatThrownBy(() -> read(folder, DEFAULTS))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(folder + ": no train*.csv*");
  }

  @Test
  void fileThatIsThereTwiceIsReadOnceAndWhatIsLeftBesideItNever() throws IOException {
    for (String name : List.of("train.csv", "train.csv.gz", "train.csv.bak", "train.csv~")) {
      write(name, commas());
    }
    write("train.json", "{}");
    for (String name : List.of("test.csv", "test.csv.gz", "._test.csv")) {
      write(name, commas());
    }
    Splits<LabelledText> splits = read(folder, OWN);
    assertThat(splits.train()).hasSize(54).doesNotHaveDuplicates();
    assertThat(splits.validation()).hasSize(6).doesNotContainAnyElementsOf(splits.train());
    assertThat(splits.test()).hasSize(TEXTS);
    assertThat(splits.notes())
        .hasSize(5)
        .contains("left out: " + folder.resolve("train.json") + ", beside train.csv")
        .contains("left out: " + folder.resolve("test.csv.gz") + ", beside the unpacked test.csv");
  }

  @Test
  void evaluationJudgesAllOfAFileByTheNamesOfTheModel() throws IOException {
    List<String> model = List.of("art", "money", "sport");
    Path file = write("new.csv", commas());
    Splits<LabelledText> all = TASK.data().readForEvaluation(file, OWN, model);
    assertThat(all.train()).isEmpty();
    assertThat(all.test()).hasSize(TEXTS);
    assertThat(all.test().get(0)).isEqualTo(new LabelledText(text(0), 2, model));
    write("new.csv", "label,text\nmoney,a b\nmusic,c d\n");
    assertThatThrownBy(() -> TASK.data().readForEvaluation(file, OWN, model))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(":3: unknown class 'music', expected one that the model has");
  }

  @ParameterizedTest
  @EnumSource(
      value = TextModel.class,
      names = {"LINEAR", "BOW", "CNN", "RNN", "TRANSFORMER"})
  void textsWithoutWordsAreKeptAndSaidAndGiveProbabilities(TextModel kind) throws IOException {
    List<String> wordless = List.of("", "?!", "\u00A0", "\u200B");
    Path file =
        write("t.csv", commas() + lines(i -> label(i) + ",\"" + wordless.get(i % 4) + "\""));
    Config config = OWN.with(ClassifierSettings.MODEL, kind);
    Splits<LabelledText> splits = read(file, config);
    assertThat(splits.notes()).containsExactly("texts without a letter or digit: 60, kept");
    assertThat(splits.train().size() + splits.validation().size() + splits.test().size())
        .isEqualTo(2 * TEXTS);
    TextPreparation preparation = TASK.prepare(splits.train(), config);
    MultiLayerNetwork network = new MultiLayerNetwork(TASK.network(preparation, config));
    network.init();
    List<LabelledText> empty =
        wordless.stream().map(t -> new LabelledText(t, 0, List.of("money", "sport"))).toList();
    DataSet batch = TASK.vectorizer(preparation, config).vectorize(empty);
    network.fit(batch);
    assertThat(network.output(batch.getFeatures(), false, batch.getFeaturesMaskArray(), null))
        .satisfies(output -> assertThat(output.isNaN().any()).isFalse());
  }

  @Test
  void labelWithALineBreakStaysWhole() throws IOException {
    String whole = "sport,\nor \"news\"";
    String quoted = "\"" + whole.replace("\"", "\"\"") + "\"";
    Path file =
        write("t.csv", "label,text\n" + lines(i -> (i % 2 == 0 ? quoted : "money") + ",text " + i));
    Splits<LabelledText> splits = read(file, OWN);
    TextPreparation preparation = TASK.prepare(splits.train(), OWN);
    Path run = Files.createDirectory(folder.resolve("run"));
    preparation.save(run);
    assertThat(TASK.restore(run, OWN)).isEqualTo(preparation);
    assertThat(preparation.labels()).containsExactly("money", whole);
    assertThat(TASK.data().view().notes(splits))
        .first()
        .asString()
        .isEqualTo("classes: 2: money 19, \"sport,\\nor \\\"news\\\"\" 19")
        .doesNotContain("\n");
    assertThat(TASK.data().view().check(splits, OWN).tables().get(1).rows())
        .extracting(row -> row.get(0))
        .containsExactly("\"sport,\\nor \\\"news\\\"\"", "money");
    assertThat(TASK.data().view().examples(splits.test()).render().lines())
        .hasSize(3 + splits.test().size());
  }

  @Test
  void classThatAPartLacksIsSaid() throws IOException {
    Path file = write("t.csv", "label,text\n" + lines(i -> (i < 30 ? "a" : "b") + ",text " + i));
    List<String> notes = TASK.data().view().notes(read(file, OWN).cut(10, 0));
    assertThat(notes)
        .anyMatch(note -> note.startsWith("warning: no training texts of b; are the data sorted"));
    write("train.csv", "label,text\n" + lines(i -> (i < 59 ? "a" : "b") + ",text " + i));
    write("test.csv", "label,text\na,b\n");
    assertThat(TASK.data().view().notes(read(folder, OWN)))
        .contains("warning: no validation texts of b", "warning: no test texts of b");
  }

  @Test
  void whatIsNoTextIsRefusedByWhatItIs() throws IOException {
    write("train.parquet", "PAR1\u0015");
    write("test.parquet", "PAR1\u0015");
    assertThatThrownBy(() -> read(folder, OWN))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("train.parquet: a Parquet file")
        .hasMessageContaining("convert it to CSV");
  }

  @Test
  void settingsOfFormDoNotChangeHashesOfEarlierRuns() {
    assertThat(DEFAULTS.with(Map.of("format", "auto", "encoding", "UTF-8"), "").hash("t"))
        .isEqualTo(DEFAULTS.hash("t"));
    assertThat(DEFAULTS.with(TextSettings.STRIP_HTML, true).hash("t"))
        .isNotEqualTo(DEFAULTS.hash("t"));
  }
}

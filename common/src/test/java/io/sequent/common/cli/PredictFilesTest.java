package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files to predict for, and what is written of them, with small models that are trained already.
 */
class PredictFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path RUNS = Path.of("common/src/test/resources/saved-runs");

  /** Columns by number: label, title, description. */
  private static final String NEWS = "news";

  /** Columns by name: label, text. */
  private static final String REVIEWS = "sentiment-linear";

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return file(name, text, StandardCharsets.UTF_8);
  }

  private Path file(String name, String text, Charset encoding) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(encoding));
  }

  private static Call predict(String run, Path input, String... more) {
    return Call.of(
        List.of(more),
        "predict",
        run.replaceFirst("-.*", ""),
        "--run=" + RUNS.resolve(run),
        "--input=" + input);
  }

  private static List<JsonNode> predictions(Call call) throws IOException {
    assertThat(call.status()).as(call.err()).isZero();
    List<JsonNode> predictions = new ArrayList<>();
    for (String line : call.out().lines().toList()) {
      predictions.add(JSON.readTree(line));
    }
    return predictions;
  }

  private static List<String> texts(String run, Path input, String... more) throws IOException {
    return predictions(predict(run, input, more)).stream()
        .map(prediction -> prediction.get("text").asText())
        .toList();
  }

  private static void requireRefused(Call call, String message) {
    assertThat(call.status()).isEqualTo(Main.USER_ERROR);
    assertThat(call.errors()).containsExactly("error: " + message);
    assertThat(call.err().lines()).hasSize(1);
  }

  @Test
  void lineThatIsNotUtf8IsNamed() throws IOException {
    Path file = file("in.txt", "plain\nna\u00EFve caf\u00E9\n", StandardCharsets.ISO_8859_1);
    requireRefused(
        predict(NEWS, file),
        file + ":2: not UTF-8, expected a UTF-8 text file; name another encoding by encoding=");
  }

  @Test
  void encodingCanBeNamed() throws IOException {
    Path file = file("in.txt", "na\u00EFve \u2014 caf\u00E9\n", Charset.forName("windows-1252"));
    assertThat(texts(NEWS, file, "--encoding=windows-1252"))
        .containsExactly("na\u00EFve \u2014 caf\u00E9");
  }

  @Test
  void marksLineEndsAndBlanksAreThoseOfTheTraining() throws IOException {
    assertThat(texts(NEWS, file("a.txt", "\uFEFFone\r\n\r\ntwo\rthree")))
        .containsExactly("one", "", "two", "three");
    assertThat(texts(NEWS, file("b.txt", "\uFEFFone\n", StandardCharsets.UTF_16LE)))
        .containsExactly("one");
  }

  @Test
  void standardInputInAnotherEncodingIsRefused() {
    String run = "--run=" + RUNS.resolve(NEWS);
    Call call = Call.ofInput("caf\u00E9\n", "predict", NEWS, run, "--encoding=US-ASCII");
    requireRefused(
        call,
        "standard input: not US-ASCII, expected US-ASCII text; name another encoding by encoding=");
  }

  @Test
  void textWithLineBreaksInQuotesIsOne() throws IOException {
    assertThat(texts(REVIEWS, file("a.csv", "label,text\n1,\"two\nlines, \"\"quoted\"\"\"\n0,b\n")))
        .containsExactly("two\nlines, \"quoted\"", "b");
  }

  @Test
  void labelNeedNotBeThere() throws IOException {
    assertThat(texts(REVIEWS, file("a.csv", "id,text\n1,x\n"))).containsExactly("x");
    assertThat(texts(REVIEWS, file("a.csv", "x y\nz\n"))).containsExactly("x y", "z");
    assertThat(texts(REVIEWS, file("a.csv", "text\nx y\n"))).containsExactly("x y");
    assertThat(texts(REVIEWS, file("a.jsonl", "{\"text\":\"x\",\"n\":1}\n"))).containsExactly("x");
    assertThat(texts(NEWS, file("a.csv", "3,title,more\n1,,only\n")))
        .containsExactly("title more", "only");
    assertThat(texts(NEWS, file("a.csv", "a title,and more\nb,c\n")))
        .containsExactly("a title and more", "b c");
    assertThat(texts(NEWS, file("a.csv", "title,description\nb,c\n"))).containsExactly("b c");
    assertThat(texts(NEWS, file("a.csv", "rubrik,titel,inhalt\n3,b,c\n"))).containsExactly("b c");
  }

  @Test
  void everyFormOfATableIsRead() throws IOException {
    assertThat(texts(REVIEWS, file("a.csv", "text;id\nx, y;1\nz;2\n")))
        .containsExactly("x, y", "z");
    assertThat(texts(REVIEWS, file("a.csv", "sep=;\ntext;id\nx;1\n"))).containsExactly("x");
    assertThat(texts(REVIEWS, file("a.tsv", "text\tid\nx, y\t1\n"))).containsExactly("x, y");
    assertThat(texts(REVIEWS, file("a.json", "[{\"text\":\"x\"},{\"text\":null}]")))
        .containsExactly("x", "");
    assertThat(texts(REVIEWS, file("a.txt", "__label__1 x y\n__label__0 z\n")))
        .containsExactly("x y", "z");
    assertThat(texts(REVIEWS, file("a.txt", "text,id\nx,1\n"), "--format=comma"))
        .containsExactly("x");
    assertThat(texts(REVIEWS, file("a.txt", "text,id\nx,1\n"))).containsExactly("text,id", "x,1");
  }

  @Test
  void tableWithoutTheColumnsOfTheTrainingIsRefused() throws IOException {
    Path file = file("a.csv", "id,body\n1,x y\n");
    requireRefused(
        predict(REVIEWS, file),
        file
            + ":1: columns [id, body], expected the columns of the training, that of the label or"
            + " not: label,text");
    Path ragged = file("b.csv", "id,text\n1,x\n2\n");
    requireRefused(predict(REVIEWS, ragged), ragged + ":3: 1 columns, expected 2 as in line 1");
  }

  @Test
  void outputIsTheInputWithPredictions() throws IOException {
    Path input = file("a.csv", "id,text\n7,\"a, b\"\n8,\n");
    Path output = folder.resolve("deep/out.csv");
    Call call = predict(REVIEWS, input, "--output=" + output);
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.out()).isEmpty();
    List<String> lines = Files.readAllLines(output);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isEqualTo("id,text,class,probability");
    assertThat(lines.get(1)).startsWith("7,\"a, b\",");
  }

  @Test
  void outputIsWholeOrNotThere() throws IOException {
    Path input = file("a.csv", "id,text\n" + "1,x\n".repeat(5000) + "2\n");
    Path output = folder.resolve("out.csv");
    assertThat(predict(REVIEWS, input, "--output=" + output).status()).isEqualTo(Main.USER_ERROR);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(input);
    }
    requireRefused(
        predict(REVIEWS, file("b.csv", "x\n"), "--output=" + folder),
        "output: " + folder + ": is a folder, expected a file");
  }

  @Test
  void predictionsStandInTheOrderOfTheInputWhateverTheirLength() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      lines.append("word ".repeat(i % 37)).append(i).append('\n');
    }
    assertThat(texts(REVIEWS, file("a.txt", lines.toString())))
        .containsExactlyElementsOf(lines.toString().lines().toList());
  }

  @Test
  void topShowsTheMostProbableFirst() throws IOException {
    Path file = file("a.txt", "oil prices\n");
    JsonNode all = predictions(predict(NEWS, file)).get(0).get("probabilities");
    JsonNode two = predictions(predict(NEWS, file, "--top=2")).get(0).get("probabilities");
    List<Double> expected = new ArrayList<>();
    all.forEach(probability -> expected.add(probability.doubleValue()));
    expected.sort((a, b) -> Double.compare(b, a));
    List<Double> actual = new ArrayList<>();
    two.forEach(probability -> actual.add(probability.doubleValue()));
    assertThat(all.size()).isEqualTo(4);
    assertThat(actual).containsExactlyElementsOf(expected.subList(0, 2));
    two.properties().forEach(p -> assertThat(all.get(p.getKey())).isEqualTo(p.getValue()));
  }

  @Test
  void tableGetsAsManyClassesAsAreAskedFor() throws IOException {
    Path input = file("a.txt", "oil prices\n");
    Path output = folder.resolve("out.csv");
    predict(NEWS, input, "--output=" + output, "--top=2");
    assertThat(Files.readAllLines(output).get(0))
        .isEqualTo("input,class,probability,class_1,probability_1,class_2,probability_2");
    predict(NEWS, input, "--output=" + output, "--top=all");
    List<String> all = Files.readAllLines(output);
    assertThat(all.get(0).split(","))
        .hasSize(3 + 4)
        .endsWith("probability_Business", "probability_Sci/Tech");
    double sum = Stream.of(all.get(1).split(",")).skip(3).mapToDouble(Double::parseDouble).sum();
    assertThat(sum).isCloseTo(1, within(1e-5));
    requireRefused(
        predict(NEWS, input, "--top=0"),
        "setting 'top': '0' is not allowed, expected all, or 1 to 1000000");
  }

  @Test
  void classBelowTheThresholdIsLeftOpen() throws IOException {
    Path file = file("a.txt", "oil prices\n");
    JsonNode sure = predictions(predict(NEWS, file, "--threshold=0.01")).get(0);
    JsonNode open = predictions(predict(NEWS, file, "--threshold=1")).get(0);
    assertThat(sure.get("class").isTextual()).isTrue();
    assertThat(open.get("class").isNull()).isTrue();
    assertThat(open.get("probability")).isEqualTo(sure.get("probability"));
  }

  @Test
  void entitiesBelowTheThresholdAreNotTagged() throws IOException {
    Path input = RUNS.resolve("ner/input.txt");
    List<JsonNode> all = predictions(predict("ner", input));
    assertThat(all.toString()).contains("\"B-");
    List<JsonNode> none = predictions(predict("ner", input, "--threshold=1"));
    for (JsonNode sentence : none) {
      assertThat(sentence.get("entities").size()).isZero();
      sentence.get("tags").forEach(tag -> assertThat(tag.asText()).isEqualTo("O"));
    }
    assertThat(none.get(0).get("tokens")).isEqualTo(all.get(0).get("tokens"));
  }

  @Test
  void everyLineOfAFileIsAPromptAsItIs() throws IOException {
    Path file = file("a.txt", "the \nan\n");
    Path output = folder.resolve("out.jsonl");
    Call call = predict("textgen", file, "--length=10", "--output=" + output);
    assertThat(call.status()).as(call.err()).isZero();
    List<String> lines = Files.readAllLines(output);
    assertThat(lines.get(0)).startsWith("{\"prompt\":\"the \",\"text\":\"the ");
    assertThat(lines.get(1)).startsWith("{\"prompt\":\"an\",\"text\":\"an");
    requireRefused(
        predict("textgen", file, "--prompt=x"),
        "prompt and input are both given, expected one of them");
  }
}

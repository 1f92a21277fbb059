package io.sequent.common.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.io.TextFile;
import io.sequent.common.predict.ClassPrediction.ShownClasses;
import io.sequent.common.predict.SpanPrediction.Span;
import io.sequent.common.table.TableReader;
import io.sequent.common.table.TableRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionSinkTest {
  @TempDir private Path folder;

  private static ClassPrediction sport(@Nullable String label) {
    return new ClassPrediction("goal", label, Map.of("sport", 0.875), 0.875);
  }

  private static Inputs<String> table(String text) throws IOException {
    TableReader table = TableReader.of(new BufferedReader(new StringReader(text)), "in", null);
    TableRow first = table.next();
    List<String> names = table.columns();
    return Inputs.ofTable(
        table,
        names == null || first == null ? List.of() : List.of(first),
        names == null && first != null ? first.cells() : names == null ? List.of() : names,
        row -> row.cells().get(0));
  }

  private static Inputs<String> lines(String text) {
    return Inputs.ofLines(new BufferedReader(new StringReader(text)), InputReader.lines());
  }

  private String written(String name, Inputs<String> inputs, Prediction prediction)
      throws IOException {
    Path file = folder.resolve(name);
    Predictor<String, Prediction> predictor =
        new Predictor<>() {
          @Override
          public InputReader<String> reader() {
            return InputReader.lines();
          }

          @Override
          public List<Prediction> predict(List<String> all) {
            return all.stream().map(input -> prediction).toList();
          }
        };
    try (inputs;
        PredictionSink sink = PredictionSink.file(name, file, inputs)) {
      PredictionPipe.run(predictor, inputs, sink, count -> {});
    }
    return TextFile.read(file);
  }

  @Test
  void tableKeepsItsCellsAndGetsThePredictions() throws IOException {
    assertThat(
            written("out.csv", table("text,id\n\"a goal,\n\"\"so\"\"\",7\nb,8\n"), sport("sport")))
        .isEqualTo(
            "text,id,class,probability\n\"a goal,\n\"\"so\"\"\",7,sport,0.875\nb,8,sport,0.875\n");
    assertThat(written("out.tsv", table("text;id\na;7\n"), sport("sport")))
        .isEqualTo("text\tid\tclass\tprobability\na\t7\tsport\t0.875\n");
  }

  @Test
  void columnThatIsThereKeepsItsName() throws IOException {
    assertThat(written("out.csv", table("tweet,class\na,2\n"), sport("sport")))
        .startsWith("tweet,class,predicted_class,probability\n");
    assertThat(written("out.jsonl", table("{\"tweet\":\"a\",\"class\":2}"), sport("sport")))
        .startsWith("{\"tweet\":\"a\",\"class\":2,\"predicted_class\":\"sport\"");
  }

  @Test
  void probabilitiesStandByRankOrByClass() throws IOException {
    Map<String, Double> two = new LinkedHashMap<>();
    two.put("world", 0.625);
    two.put("sport", 0.25);
    ClassPrediction ranked =
        new ClassPrediction("a", "sport", two, 0.25, ShownClasses.MOST_PROBABLE);
    assertThat(written("out.csv", table("id,text\n7,a\n"), ranked))
        .isEqualTo(
            """
            id,text,class,probability,class_1,probability_1,class_2,probability_2
            7,a,sport,0.25,world,0.625,sport,0.25
            """);
    ClassPrediction all = new ClassPrediction("a", "sport", two, 0.25, ShownClasses.ALL);
    assertThat(written("out.csv", table("id,text\n7,a\n"), all))
        .isEqualTo(
            """
            id,text,class,probability,probability_world,probability_sport
            7,a,sport,0.25,0.625,0.25
            """);
    assertThat(all.json())
        .isEqualTo(new ClassPrediction("a", "sport", two, 0.25).json())
        .doesNotContain("shown");
  }

  @Test
  void openClassIsEmptyOrNull() throws IOException {
    assertThat(written("out.csv", table("text,id\na,7\n"), sport(null))).contains("\na,7,,0.875\n");
    assertThat(sport(null).json()).contains("\"class\":null,");
  }

  @Test
  void objectsKeepTheirFieldsAsTheyAre() throws IOException {
    String object = "{\"text\":\"a\",\"n\":1.50,\"list\":[1,{\"x\":null}]}";
    String fields =
        "\"class\":\"sport\",\"probabilities\":{\"sport\":0.875},\"probability\":0.875}";
    String expected = object.substring(0, object.length() - 1) + "," + fields;
    assertThat(written("out.jsonl", table(object + "\n"), sport("sport")))
        .isEqualTo(expected + "\n");
    assertThat(written("out.json", table("[" + object + "," + object + "]"), sport("sport")))
        .isEqualTo("[\n" + expected + ",\n" + expected + "\n]\n");
  }

  @Test
  void fileWithoutEndingHasTheFormOfTheInput() throws IOException {
    assertThat(written("out", table("text;id\na;7\n"), sport("sport")))
        .isEqualTo("text;id;class;probability\na;7;sport;0.875\n");
    assertThat(written("out.csv", table("text;id\na;7\n"), sport("sport"))).startsWith("text;id;");
    assertThat(written("out", table("[{\"text\":\"a\"}]"), sport("sport"))).startsWith("[\n{");
    assertThat(written("out", lines("a\n"), sport("sport")))
        .isEqualTo(sport("sport").json() + "\n");
  }

  @Test
  void linesBecomeRows() throws IOException {
    assertThat(written("out.csv", lines("a, b\n\n"), sport("sport")))
        .isEqualTo("input,class,probability\n\"a, b\",sport,0.875\n\"\",sport,0.875\n");
  }

  @Test
  void spansAreJsonInTheirCell() throws IOException {
    SpanPrediction spans =
        new SpanPrediction(
            List.of("Kyiv"), List.of("B-LOC"), List.of(new Span("LOC", "Kyiv", 0, 1, 0, 4, 0.5)));
    assertThat(written("out.tsv", lines("Kyiv\n"), spans))
        .isEqualTo(
            "input\tentities\nKyiv\t\"[{\"\"type\"\":\"\"LOC\"\","
                + "\"\"text\"\":\"\"Kyiv\"\",\"\"begin\"\":0,\"\"end\"\":1,\"\"startOffset\"\":0,"
                + "\"\"endOffset\"\":4,\"\"probability\"\":0.5}]\"\n");
  }

  @Test
  void packedFileIsPackedAndAnEmptyInputGivesAnEmptyFile() throws IOException {
    assertThat(written("out.csv.gz", table("text,id\na,7\n"), sport("sport")))
        .endsWith("a,7,sport,0.875\n");
    assertThat(written("empty.json", lines(""), sport("sport"))).isEmpty();
    assertThat(written("array.json", table("[]"), sport("sport"))).isEqualTo("[]\n");
  }

  @Test
  void predictionsThatNobodyReadsEndTheCall() {
    PrintStream closed =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
              }
            },
            false,
            StandardCharsets.UTF_8);
    PredictionSink sink = PredictionSink.stream(closed);
    assertThatThrownBy(
            () -> {
              sink.write(new Input<>("a", List.of("a"), null), sport("sport"));
              sink.flush();
            })
        .isInstanceOf(UserError.class)
        .hasMessage("standard output: closed, expected a reader of the predictions");
  }
}

package io.sequent.common.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sequent.OwnTasks;
import io.sequent.Run;
import io.sequent.Sequent;
import io.sequent.common.data.DataLocation;
import io.sequent.common.report.Decimals;
import io.sequent.common.run.RunFolder;
import io.sequent.common.run.RunRecord;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.task.Tasks;
import io.sequent.common.train.TrainingListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCardTest {
  private static final List<String> SECTIONS =
      List.of(
          "Model",
          "Intended use and limits",
          "Training data",
          "Figures",
          "How to use it",
          "Provenance",
          "Training time");

  private static final Pattern FIGURE =
      Pattern.compile("-?[0-9][0-9,]*(?:\\.[0-9]+)?(?:e-?[0-9]+)?");

  @TempDir private Path folder;

  private Run train(String task) {
    return Sequent.task(task)
        .withData("sample")
        .with("epochs", 1)
        .with("max-train", 40)
        .with("max-test", 20)
        .train(folder.resolve(task));
  }

  private static String card(Run run) throws IOException {
    return Files.readString(run.folder().resolve("model-card.md"));
  }

  @Test
  void eachTaskSaysWhatItsModelsAreFor() {
    assertThat(OwnTasks.all())
        .isNotEmpty()
        .allSatisfy(task -> assertThat(task.description().use()).startsWith("To ").endsWith("."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ner", "stocks", "tweets"})
  void cardHasNoFigureThatTheResultDoesNotHave(String task) throws IOException {
    Run run = train(task);
    String card = card(run);
    assertThat(Parsed.of(card).headings).isEqualTo(SECTIONS);
    assertThat(card)
        .contains("Its figures mean nothing")
        .contains("Licence of the data: Apache-2.0.")
        .contains(Tasks.named(task).description().use());

    Set<String> recorded = new LinkedHashSet<>();
    run.result()
        .metrics()
        .values()
        .forEach(split -> split.values().forEach(value -> recorded.addAll(forms(value))));
    run.result()
        .training()
        .examples()
        .values()
        .forEach(n -> recorded.add(String.format(Locale.ROOT, "%,d", n)));
    String figures =
        card.substring(card.indexOf("## Figures"), card.indexOf("## How to use it"))
            .replaceAll("&#[0-9]+;", "");
    List<String> shown = FIGURE.matcher(figures).results().map(figure -> figure.group()).toList();
    assertThat(shown).hasSizeGreaterThan(5);
    assertThat(recorded).containsAll(shown);
    assertThat(card)
        .contains(
            String.format(
                Locale.ROOT,
                "Training took %.1f seconds",
                run.result().times().train().orElseThrow()));

    JsonNode result = new ObjectMapper().readTree(run.folder().resolve("result.json").toFile());
    JsonNode head = new YAMLMapper().readTree(card.substring(0, card.indexOf("\n# ")));
    JsonNode metrics = head.at("/model-index/0/results/0/metrics");
    assertThat(metrics).isNotEmpty();
    for (JsonNode metric : metrics) {
      assertThat(metric.path("value").asDouble())
          .isEqualTo(
              result.path("metrics").path("test").path(metric.path("type").asText()).asDouble());
    }
  }

  /** As metrics of any number of decimals are printed. */
  private static List<String> forms(double value) {
    List<String> forms = new ArrayList<>();
    for (int decimals = 0; decimals <= 6; decimals++) {
      forms.add(Decimals.text(value, decimals));
    }
    return forms;
  }

  @Test
  void settingsThatDifferAndTheirTaskAreNamed() throws IOException {
    String card = card(train("weather"));
    assertThat(card)
        .contains("To predict the temperature of tomorrow morning, on data like those")
        .contains("- `epochs`: `1`\n")
        .contains("| DenseLayer | 16 |")
        .contains("21 parameters in all. The weights are those of epoch 1 of 1, the best by `miss`")
        .contains("miss (°C) ↓")
        .doesNotContain("Its outputs");
  }

  @Test
  void runThatWasNotTestedSaysSo() throws IOException {
    Task<?, ?> weather = Tasks.named("weather");
    RunFolder run = new RunFolder(folder.resolve("trial"));
    trial(weather).start(run);
    assertThat(Files.readString(run.path().resolve(ModelCard.FILE)))
        .contains("This run was not evaluated on the test set.")
        .containsPattern("\\| metric \\| validation, n = [0-9]+ \\|\n")
        .contains("name: \"validation miss\"");
  }

  private static <E, P extends Preparation> Experiment<E, P> trial(Task<E, P> task)
      throws IOException {
    return new Experiment<>(
            task,
            TaskSettings.defaults(task).with(Map.of("epochs", "1"), ""),
            DataLocation.sample(task.name()),
            new TrainingListener() {},
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .within(RunRecord.Scope.VALIDATION);
  }

  @Test
  void dataOfOnesOwnAreNotTakenForThePublishedOnes() throws IOException {
    Path own = Files.createDirectories(folder.resolve("mine"));
    Files.writeString(own.resolve("tickets.csv"), tickets(List.of("Sales", "Support")));
    String card = card(trainOnTickets(own.resolve("tickets.csv")));
    assertThat(card)
        .contains("Trained on the user's own data. Licence of the data: not known to the toolkit.")
        .doesNotContain("AG News")
        .contains("Its outputs, in order: `Sales`, `Support`.");

    Path published = Files.createDirectories(folder.resolve("ag_news"));
    Files.writeString(published.resolve("train.csv"), numbered());
    Files.writeString(published.resolve("test.csv"), numbered());
    Run run =
        Sequent.task("news")
            .withData(published.toString())
            .withPreset("none")
            .with("epochs", 1)
            .with("hidden", 4)
            .train(folder.resolve("published"));
    assertThat(card(run))
        .contains(
            "Trained on AG News. Licence of the data: for research and other non-commercial use.");
  }

  private static String numbered() {
    StringBuilder csv = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      csv.append("\"%d\",\"title %d\",\"about topic%d\"\n".formatted(i % 2 + 1, i, i % 2));
    }
    return csv.toString();
  }

  @Test
  void hostileNamesOfClassesAreShownAsTheyAre() throws IOException {
    List<String> hostile =
        List.of(
            "</code><script>alert(1)</script>",
            "`` [x](javascript:alert(1)) ``",
            "| a | ![i](https://example.org/i.png)",
            "# heading");
    Path data = folder.resolve("tickets.csv");
    Files.writeString(data, tickets(hostile));
    Parsed parsed = Parsed.of(card(trainOnTickets(data)));
    assertThat(parsed.codes).containsAll(hostile);
    assertThat(parsed.headings).isEqualTo(SECTIONS);
    assertThat(parsed.foreign).isEmpty();
  }

  private Run trainOnTickets(Path data) {
    return Sequent.task("news")
        .withData(data.toString())
        .withPreset("none")
        .with("columns", "queue,text")
        .with("epochs", 1)
        .with("hidden", 4)
        .train(folder.resolve("run"));
  }

  private static String tickets(List<String> classes) {
    StringBuilder csv = new StringBuilder("queue,text\n");
    for (int i = 0; i < 40 * classes.size(); i++) {
      int label = i % classes.size();
      csv.append("\"%s\",text %d of word%d\n".formatted(classes.get(label), i, label));
    }
    return csv.toString();
  }

  /** A card as a parser that others keep reads it. */
  private static final class Parsed extends AbstractVisitor {
    private final List<String> headings = new ArrayList<>();
    private final List<String> codes = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();

    static Parsed of(String card) {
      Parsed parsed = new Parsed();
      String body = card.substring(card.indexOf("\n# "));
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .build()
          .parse(body)
          .accept(parsed);
      return parsed;
    }

    @Override
    public void visit(Heading heading) {
      if (heading.getLevel() > 1) {
        headings.add(((Text) heading.getFirstChild()).getLiteral());
      }
    }

    @Override
    public void visit(Code code) {
      codes.add(code.getLiteral());
    }

    @Override
    public void visit(HtmlInline html) {
      foreign.add(html.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
      foreign.add(html.getLiteral());
    }

    @Override
    public void visit(Link link) {
      foreign.add(link.getDestination());
    }

    @Override
    public void visit(Image image) {
      foreign.add(image.getDestination());
    }
  }
}

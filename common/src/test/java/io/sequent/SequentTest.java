package io.sequent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sequent.common.UserError;
import io.sequent.common.predict.GeneratedText;
import io.sequent.common.predict.SpanPrediction;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.history.History;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The toolkit from Java, as a user writes it. */
class SequentTest {
  @TempDir private Path folder;

  private static Pipeline small(String task) {
    return Sequent.task(task)
        .withData("sample")
        .with("epochs", 2)
        .with("hidden", 4)
        .with("max-train", 60)
        .with("max-test", 20);
  }

  @Test
  void dataAreThereToBeLookedAt() {
    assertThat(Sequent.tasks()).contains("news", "ner", "stocks", "textgen");
    for (String task : List.of("news", "sentiment", "tweets", "ner", "stocks", "textgen")) {
      DataOverview data = small(task).data();
      assertThat(data.source()).contains("bundled sample");
      assertThat(data.sizes().rows().get(0).get(1)).isEqualTo("60");
      assertThat(data.examples().rows()).hasSize(5);
      assertThat(data.pictures()).isNotEmpty();
    }
  }

  @Test
  void networkAndSettingsAreTables() {
    Pipeline pipeline = small("news");
    assertThat(pipeline.describe().rows()).anyMatch(row -> row.contains("SequencePooling"));
    assertThat(pipeline.settings().rows())
        .anyMatch(row -> row.get(0).equals("hidden") && row.get(1).equals("4"));
  }

  @Test
  void runIsTrainedEvaluatedUsedAndFoundAgain() {
    AtomicInteger epochs = new AtomicInteger();
    TrainingListener counts =
        new TrainingListener() {
          @Override
          public void epochDone(History history) {
            epochs.incrementAndGet();
          }
        };
    Run run = small("ner").train(folder.resolve("run"), counts);
    assertThat(epochs).hasValue(2);
    assertThat(run.folder().resolve("report.html")).isRegularFile();
    assertThat(run.curves()).extracting(Picture::name).contains("curve-loss", "curve-entityF1");
    assertThat(run.predict("Олена живе тут.").get(0).json()).contains("\"tokens\":[\"Олена\"");
    assertThat(run.predict(SpanPrediction.class, "Олена живе тут.").get(0).tokens())
        .startsWith("Олена");
    assertThat(run.predictTable("Олена живе тут.", "І там.").rows()).hasSize(2);
    assertThat(run.mark("Олена живе тут.").get(0).tokens()).hasSize(4);

    Run again = Sequent.run(folder.resolve("run"));
    assertThat(again.evaluate().metrics()).isEqualTo(run.evaluate().metrics());
    assertThat(again.result().config()).containsEntry("hidden", "4");
  }

  @Test
  void textIsWrittenAtTheTemperatureAskedFor() {
    Run run = small("textgen").train(folder.resolve("run"));
    Run writer = run.with("prompt", "Long ago").with("length", 40);
    assertThat(text(writer.with("greedy", true))).startsWith("Long ago").hasSize(48);
    assertThat(text(writer.with("temperature", 2)))
        .isNotEqualTo(text(writer.with("temperature", 0.1)));
    assertThatThrownBy(writer::predictTable)
        .isInstanceOf(UserError.class)
        .hasMessage("predictTable: textgen generates text, expected predict");
    assertThatThrownBy(() -> run.mark("Long ago"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("does not predict a SpanPrediction");
  }

  private static String text(Run writer) {
    String text = writer.generate();
    assertThat(writer.predict(GeneratedText.class).get(0).text()).isEqualTo(text);
    return text;
  }

  @Test
  void comparisonNamesRunsByWhatDiffers() {
    Run gru = small("stocks").train(folder.resolve("gru"));
    Run lstm = small("stocks").with("cell", "lstm").train(folder.resolve("lstm"));
    Table table = Sequent.compare(gru, lstm);
    assertThat(table.rows()).extracting(row -> row.get(0)).containsExactly("cell=gru", "cell=lstm");
    assertThat(table.header()).contains("validation mape", "test mape");
    Run textgen = small("textgen").train(folder.resolve("textgen"));
    assertThatThrownBy(() -> Sequent.compare(gru, textgen))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("[stocks, textgen]");
  }

  @Test
  void presetSetsItsValuesAndWhatFollowsWins() {
    Table settings = Sequent.task("ner").withPreset("recipe").with("hidden", 32).settings();
    assertThat(settings.rows())
        .anyMatch(row -> row.get(0).equals("output") && row.get(1).equals("crf"))
        .anyMatch(row -> row.get(0).equals("hidden") && row.get(1).equals("32"));
    assertThatThrownBy(() -> Sequent.task("ner").withPreset("recipes"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("did you mean 'recipe'?");
  }

  @Test
  void mistakeIsOneLineAndItsTraceBeginsHere() {
    UserError mistake =
        catchThrowableOfType(UserError.class, () -> Sequent.task("ner").with("hiden", 3));
    assertThat(mistake).hasMessage("unknown setting 'hiden', did you mean 'hidden'?");
    assertThat(mistake.getStackTrace()[0].getClassName()).isEqualTo(SequentTest.class.getName());
    assertThatThrownBy(() -> Sequent.task("nre")).hasMessageContaining("unknown task 'nre'");
    assertThatThrownBy(() -> Sequent.task("ner").withData("none").describe())
        .isInstanceOf(UserError.class)
        .hasMessageContaining("none does not exist");
    assertThatThrownBy(() -> Sequent.run(folder)).hasMessageContaining("holds no finished run");
  }
}

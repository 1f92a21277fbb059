package io.sequent.common.classify;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataLocation;
import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.experiment.Experiment;
import io.sequent.common.experiment.SavedEnsemble;
import io.sequent.common.inference.ModelEvaluation;
import io.sequent.common.predict.ClassPrediction;
import io.sequent.common.predict.PredictionPipe;
import io.sequent.common.run.RunFolder;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.train.TrainingListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextCalibrationTest {
  private static final Topics TASK = new Topics();
  private static final String HOSTILE = "<script>alert(1)</script>&\"'<b>";

  /** Many passes over few texts, a third of them noise: far too confident. */
  private static final Config CONFIG =
      TaskSettings.defaults(TASK)
          .with(
              Map.of(
                  "model", "linear",
                  "min-count", "1",
                  "epochs", "8",
                  "validation", "0.4",
                  "optimizer", "adam",
                  "learning-rate", "0.5"),
              "");

  private static final Config CALIBRATED =
      CONFIG.with(ClassifierSettings.CALIBRATION, CalibrationMethod.TEMPERATURE);

  private Path folder = Path.of("");
  private RunFolder raw = new RunFolder(folder);
  private RunFolder calibrated = new RunFolder(folder);

  @BeforeAll
  void train(@TempDir Path data) throws IOException {
    folder = data;
    Files.writeString(folder.resolve("train.csv"), rows(200, 1));
    Files.writeString(folder.resolve("test.csv"), rows(60, 2));
    raw = run(CONFIG, "raw");
    calibrated = run(CALIBRATED, "calibrated");
  }

  private static String rows(int count, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              int label = 1 + i % 2;
              int word = random.nextInt(3) == 0 ? 3 - label : label;
              String text = HOSTILE.replace("\"", "\"\"");
              return "%d,topic%d other%d,\"%s\"\n".formatted(label, word, random.nextInt(90), text);
            })
        .collect(Collectors.joining());
  }

  private RunFolder run(Config config, String name) throws IOException {
    RunFolder run = new RunFolder(folder.resolve(name));
    new Experiment<>(
            TASK,
            config,
            new DataLocation(folder, DataLocation.Kind.GIVEN),
            new TrainingListener() {},
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
        .start(run);
    return run;
  }

  private static Ensemble<TextPreparation> load(RunFolder... runs) throws IOException {
    return SavedEnsemble.read(List.of(runs), TASK).load(TASK);
  }

  private static double metric(RunFolder run, String split, String metric) throws IOException {
    return new ObjectMapper()
        .readTree(run.result().toFile())
        .at("/metrics/" + split + "/" + metric)
        .doubleValue();
  }

  private List<LabelledText> test() throws IOException {
    return TASK.data().read(folder, CONFIG).test();
  }

  @Test
  void temperatureLowersTheLossAndASavedRunKeepsIt() throws IOException {
    RunFolder run = calibrated;
    assertThat(metric(run, "validation", "loss")).isLessThan(metric(raw, "validation", "loss"));
    assertThat(metric(run, "test", "loss")).isLessThan(metric(raw, "test", "loss"));
    assertThat(metric(run, "test", "ece")).isLessThan(metric(raw, "test", "ece"));
    assertThat(metric(run, "test", "accuracy")).isEqualTo(metric(raw, "test", "accuracy"));

    assertThat(load(raw).first().preparation().fitted().calibration()).isEqualTo(Temperature.NONE);
    assertThat(load(run).first().preparation().fitted().temperature()).isGreaterThan(1.2);
    Evaluation again = ModelEvaluation.of(TASK, load(run), test());
    assertThat(again.metrics().get("loss")).isEqualTo(metric(run, "test", "loss"));
    assertThat(again.metrics().get("ece")).isEqualTo(metric(run, "test", "ece"));

    // Predictions have the probabilities that were evaluated.
    double loss = 0;
    for (LabelledText text : test()) {
      ClassPrediction told = predict(load(run), text.text());
      loss -= Math.log(probability(told, text.classes().get(text.label()))) / test().size();
    }
    assertThat(loss).isCloseTo(metric(run, "test", "loss"), within(1e-6));

    assertPage(Files.readString(run.report()));
    assertThat(run.path()).isDirectoryContaining("glob:**/reliability.png");
  }

  private static void assertPage(String page) {
    assertThat(page)
        .contains("Most confident mistakes", "Reliability of probabilities", ">ece<")
        .contains("Terms that weigh most")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;")
        .doesNotContain("<script");
  }

  @Test
  void membersOfAnEnsembleHaveTheirOwnTemperature() throws IOException {
    String text = "topic1 other5";
    String label = "1";
    double mean =
        (probability(predict(load(raw), text), label)
                + probability(predict(load(calibrated), text), label))
            / 2;
    for (Ensemble<TextPreparation> both : List.of(load(raw, calibrated), load(calibrated, raw))) {
      assertThat(probability(predict(both, text), label)).isCloseTo(mean, within(1e-6));
      Evaluation evaluation =
          ModelEvaluation.of(TASK, both, List.of(new LabelledText(text, 0, List.of("1", "2"))));
      assertThat(evaluation.metrics().get("loss")).isCloseTo(-Math.log(mean), within(1e-6));
    }
  }

  private static double probability(ClassPrediction prediction, String label) {
    return requireNonNull(prediction.probabilities().get(label));
  }

  private static ClassPrediction predict(Ensemble<TextPreparation> models, String text) {
    return (ClassPrediction)
        PredictionPipe.of(TASK.predictor(models, Config.defaults(List.of())), List.of(text)).get(0);
  }

  @Test
  void decisionIsMadeByCalibratedProbabilities() throws IOException {
    Model<TextPreparation> model = load(raw).first();
    Config both = CALIBRATED.with(ClassifierSettings.DECISION, DecisionRule.MACRO_F1);
    List<LabelledText> texts = TASK.data().read(folder, CONFIG).validation();
    TextPreparation fitted =
        calibrated(new Model<>(model.network(), model.preparation(), both), texts);
    assertThat(fitted.fitted().temperature()).isGreaterThan(1.2);
    double best = macroF1(model, fitted, texts);
    for (double offset = -3; offset <= 3; offset += 0.1) {
      TextPreparation other =
          fitted.with(fitted.fitted().calibration(), new Decision(List.of(offset, 0.0)));
      assertThat(best).isGreaterThanOrEqualTo(macroF1(model, other, texts) - 1e-9);
    }
  }

  private static double macroF1(
      Model<TextPreparation> model, TextPreparation preparation, List<LabelledText> texts) {
    Model<TextPreparation> other = new Model<>(model.network(), preparation, model.config());
    return requireNonNull(ModelEvaluation.of(TASK, other, texts).metrics().get("macroF1"));
  }

  private static TextPreparation calibrated(
      Model<TextPreparation> model, List<LabelledText> texts) {
    return TASK.calibrate(model, model.batches(TASK, texts));
  }

  @Test
  void runFromBeforeCalibrationHasNone(@TempDir Path before) throws IOException {
    TextPreparation preparation = load(raw).first().preparation();
    preparation.save(before);
    Path file = before.resolve(FittedText.FILE);
    ObjectMapper json = new ObjectMapper();
    ObjectNode fields = (ObjectNode) json.readTree(file.toFile());
    fields.remove(List.of("temperature", "shownWords"));
    json.writeValue(file.toFile(), fields);
    assertThat(TextPreparation.restore(before, CONFIG)).isEqualTo(preparation);
  }

  @Test
  void temperatureThatIsNoneIsADamagedFile(@TempDir Path damaged) throws IOException {
    load(raw).first().preparation().save(damaged);
    Path file = damaged.resolve(FittedText.FILE);
    Files.writeString(
        file, Files.readString(file).replace("\"temperature\":1.0", "\"temperature\":-1.0"));
    assertThatThrownBy(() -> TextPreparation.restore(damaged, CONFIG))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(file + ":1: ")
        .hasMessageContaining("temperature -1.0, expected above 0");
  }

  @Test
  void settingAtItsDefaultIsNotInTheHash() {
    assertThat(CALIBRATED.hash("topics")).isNotEqualTo(CONFIG.hash("topics"));
    assertThat(
            CALIBRATED.with(ClassifierSettings.CALIBRATION, CalibrationMethod.NONE).hash("topics"))
        .isEqualTo(CONFIG.hash("topics"));
  }
}

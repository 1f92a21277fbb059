package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.sequent.OwnTasks;
import io.sequent.common.data.DataLocation;
import io.sequent.common.data.Splits;
import io.sequent.common.experiment.SavedEnsemble;
import io.sequent.common.inference.ModelEvaluation;
import io.sequent.common.io.Sha256;
import io.sequent.common.run.RunFolder;
import io.sequent.common.run.RunRecord;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Several runs that answer together, of every task. */
class EnsembleTest {
  /** Two small trainings a task serve all tests. */
  private static final Map<String, Path> TRAINED = new HashMap<>();

  @TempDir static Path shared;

  static Stream<String> tasks() {
    return OwnTasks.names().stream();
  }

  private static Path trained(String task, String setting) {
    return trained(task, setting, "sample");
  }

  private static Path trained(String task, String setting, String data) {
    return TRAINED.computeIfAbsent(
        String.join("-", task, setting, Sha256.of(data)),
        name -> {
          Path run = shared.resolve(name);
          Call call =
              Call.of(
                  List.of(setting),
                  "train",
                  task,
                  "--data=" + data,
                  "--epochs=1",
                  "--hidden=6",
                  "--max-train=40",
                  "--max-test=12",
                  "--out=" + run);
          assertThat(call.status()).as(call.err()).isZero();
          return run;
        });
  }

  private static Map<String, Double> recorded(Path run) {
    return Objects.requireNonNull(
        RunRecord.read(new RunFolder(run).result()).metrics().get("test"));
  }

  /** The test figures of some runs together, each run as often as it is there. */
  private static <E, P extends Preparation> Map<String, Double> figures(
      Task<E, P> task, List<Path> runs) throws IOException {
    SavedEnsemble saved =
        SavedEnsemble.read(runs.stream().distinct().map(RunFolder::new).toList(), task);
    Ensemble<P> loaded = saved.load(task);
    Ensemble<P> models =
        new Ensemble<>(runs.stream().map(run -> loaded.members().get(runs.indexOf(run))).toList());
    Splits<E> splits = task.data().read(DataLocation.sample(task.name()).path(), saved.config());
    return ModelEvaluation.of(task, models, splits.cut(40, 12).test()).metrics();
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void ensembleOfOneRunHasThatRunsFigures(String name) throws IOException {
    Path run = trained(name, "--seed=1");
    assertThat(figures(Tasks.named(name), List.of(run))).isEqualTo(recorded(run));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void runIsNoOtherForBeingThereTwice(String name) throws IOException {
    Path run = trained(name, "--seed=1");
    Map<String, Double> twice = figures(Tasks.named(name), List.of(run, run));
    recorded(run)
        .forEach(
            (metric, value) ->
                assertThat(twice.get(metric)).as(metric).isCloseTo(value, withinPercentage(1e-6)));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void severalRunsAreEvaluatedAsAnEnsembleAndPredict(String name) {
    Path one = trained(name, "--seed=1");
    Path other = trained(name, "--seed=2");
    Call call = Call.of(List.of(), "evaluate", name, "--run=" + one + "," + other);
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.out()).contains(" examples, ensemble of 2 runs");
    assertThat(call.err()).contains("run: " + one, "run: " + other);
    Call alone = Call.of(List.of(), "evaluate", name, "--run=" + one);
    assertThat(alone.out()).doesNotContain("ensemble");
    assertThat(call.out().lines().skip(2)).isNotEqualTo(alone.out().lines().skip(2).toList());

    String input = name.equals("stocks") ? "120,40\n".repeat(30) : "Леся Українка\n";
    Call prediction = Call.ofInput(input, "predict", name, "--run=" + one + ", " + other);
    assertThat(prediction.status()).as(prediction.err()).isZero();
    assertThat(prediction.out()).isNotBlank();
  }

  @Test
  void taskIsThatOfTheFirstRunWhereNoneIsNamed() {
    Path one = trained("stocks", "--seed=1");
    Path other = trained("stocks", "--seed=2");
    Call call = Call.ofProperties(Map.of("action", "evaluate", "run", one + "," + other));
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.out()).contains("ensemble of 2 runs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stocks  | --horizon=3      | has horizon '3', but",
        "stocks  | --window=20      | has window '20', but",
        "stocks  | --split=random   | has split 'random', but",
        "news    | --strip-html     | has strip-html 'true', but",
        "ner     | --output=crf     | has output 'crf', but",
        "textgen | --lower-case     | has lower-case 'true', but",
        "textgen | --memory=carried | has memory 'carried', but",
      })
  void runsThatCannotAnswerTogetherAreRefused(String name, String setting, String message) {
    Path one = trained(name, "--seed=1");
    Path other = trained(name, setting);
    for (String action : List.of("evaluate", "predict")) {
      assertRefused(Call.of(List.of(), action, name, "--run=" + one + "," + other), message);
    }
  }

  @Test
  void otherTasksOtherDataAndTheSameRunAgainAreRefused() {
    Path run = trained("stocks", "--seed=1");
    Path real = Path.of("resources", "samples", "stocks").toAbsolutePath();
    Path other = trained("stocks", "--seed=1", real.toString());
    String both = "--run=" + run + "," + other;
    assertRefused(
        Call.of(List.of(), "evaluate", "stocks", both), "was trained on " + real + ", but ");
    Call named = Call.of(List.of(), "evaluate", "stocks", both, "--data=sample");
    assertThat(named.status()).as(named.err()).isZero();
    assertRefused(
        Call.of(List.of(), "evaluate", "stocks", "--run=" + run + "," + run),
        run + " is given twice");
    assertRefused(
        Call.of(
            List.of(), "evaluate", "stocks", "--run=" + run + "," + trained("news", "--seed=1")),
        "is a run of task 'news', expected 'stocks'");
    assertRefused(
        Call.of(List.of(), "reproduce", "stocks", "--run=" + run + ",x"), ",x: no such folder");
  }

  private static void assertRefused(Call call, String message) {
    assertThat(call.status()).as(call.err()).isEqualTo(2);
    assertThat(call.errors()).singleElement().asString().contains(message);
    assertThat(call.out()).isEmpty();
  }
}

package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.run.ListedRun;
import io.sequent.common.run.ListedRun.State;
import io.sequent.common.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs in the place of a task, and their list. */
class NamedRunsTest {
  @TempDir static Path shared;
  private static Path run;

  @BeforeAll
  static void train() {
    run = shared.resolve("trained");
    Call call =
        Call.of(
            List.of(),
            "train",
            "stocks",
            "--data=sample",
            "--epochs=1",
            "--hidden=4",
            "--max-train=30",
            "--max-test=10",
            "--out=" + run);
    assertThat(call.status()).as(call.err()).isZero();
  }

  private static void assertEvaluated(Call call) {
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.out()).contains("Test, 10 examples");
  }

  @Test
  void runKnowsItsTask() {
    assertEvaluated(Call.of(List.of(), "evaluate", run.toString()));
    assertEvaluated(Call.of(List.of(), "evaluate", "--run=" + run));
    assertEvaluated(Call.of(List.of(), "evaluate", run.resolve("model.zip").toString()));
    assertEvaluated(
        Call.of(List.of(), "evaluate", "stocks", "--run=" + run.resolve("model.zip").toString()));
  }

  @Test
  void runIsFoundByItsNameUnderRuns() throws IOException {
    Path named = Path.of("runs", "named-" + System.nanoTime());
    Files.createDirectories(named);
    try {
      assertThat(RunFolder.locate(named.getFileName())).isEqualTo(named);
      assertThat(RunFolder.locate(run.resolve("none"))).isEqualTo(run.resolve("none"));
    } finally {
      Files.delete(named);
    }
  }

  @Test
  void whatARunIsAskedForIsCheckedForItsTask() {
    Call foreign = Call.of(List.of("--temperature=0.5"), "predict", run.toString());
    assertThat(foreign.status()).isEqualTo(2);
    assertThat(foreign.errors())
        .singleElement()
        .asString()
        .contains("unknown setting 'temperature'");
    Call twice = Call.of(List.of("--run=" + run), "evaluate", run.toString());
    assertThat(twice.errors())
        .containsExactly(
            "error: setting 'run': '" + run + "' is named already, expected runs in one place");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "predict nwes           | unknown run or task 'nwes', did you mean 'news'?",
        "predict a/b            | unknown run or task 'a/b', expected one of ner, news, sentiment,"
            + " stocks, textgen, tweets, weather",
        "evaluate --run=a/b     | run: a/b: no such folder, model.zip, or name of a folder in runs/",
        "evaluate --rnu=3       | unknown setting 'rnu', did you mean 'run'?",
        "predict --inpt=x ner   | unknown setting 'inpt', did you mean 'input'?"
      })
  void mistakesAreOneLine(String arguments, String message) {
    Call call = Call.of(List.of(), arguments.split(" +", -1));
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err().lines()).containsExactly("error: " + message);
  }

  @Test
  void runsAreListedTheLatestFirst(@TempDir Path all) throws IOException {
    assertThat(ListedRun.below(all.resolve("none"))).isEmpty();
    assertThat(Call.of(List.of("--runs=" + all), "runs").out()).startsWith("no runs in " + all);

    Path finished = copy(all.resolve("studies").resolve("cells").resolve("whole"), 30);
    Path unfinished = copy(all.resolve("half"), 40);
    Files.delete(unfinished.resolve("result.json"));
    Path damaged = copy(all.resolve("broken"), 20);
    Files.writeString(damaged.resolve("result.json"), "{");
    touch(damaged.resolve("result.json"), 20);
    Path figures = copy(all.resolve("small"), 10);
    Files.delete(figures.resolve("model.zip"));

    List<ListedRun> runs = ListedRun.below(all);
    assertThat(runs)
        .extracting(one -> one.folder().path())
        .containsExactly(unfinished, finished, damaged, figures);
    assertThat(runs)
        .extracting(ListedRun::state)
        .containsExactly(State.UNFINISHED, State.FINISHED, State.DAMAGED, State.FIGURES);
    assertThat(runs).extracting(ListedRun::task).containsOnly("stocks");
    assertThat(runs.get(1).bytes()).isGreaterThan(runs.get(3).bytes()).isPositive();

    Call call = Call.of(List.of("--runs=" + all), "runs");
    assertThat(call.status()).isZero();
    assertThat(call.out().lines())
        .hasSize(3 + 4)
        .first()
        .isEqualTo("Runs in " + all + ", the latest first");
    assertThat(call.out())
        .contains("mape", "unfinished", Path.of("studies/cells/whole").toString());
  }

  private static Path copy(Path to, int time) throws IOException {
    Files.createDirectories(to);
    for (String file : List.of("config.yaml", "result.json", "model.zip")) {
      Files.copy(run.resolve(file), to.resolve(file));
      touch(to.resolve(file), time);
    }
    return to;
  }

  private static void touch(Path file, int minutes) throws IOException {
    Files.setLastModifiedTime(
        file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * minutes)));
  }
}

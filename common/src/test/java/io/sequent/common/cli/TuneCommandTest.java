package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.sequent.common.config.ConfigFile;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.ledger.LedgerEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches run by the command line: killed, resumed, repeated, with trials that fail. */
class TuneCommandTest {
  private static final String BASE =
      "objective: mse\nbase: {epochs: 1, max-train: 60, max-test: 10, dropout: 0.2}\n";

  /** Windows of that length the sample does not have. */
  private static final String HALF_FAILS =
      BASE + "space:\n  window: {choice: [10, 5000]}\n  hidden: {choice: [2, 4]}\n";

  private static final String FINE = BASE + "space: {hidden: {int: [2, 9]}}\n";

  @TempDir private Path folder;

  private Path space(String yaml) throws IOException {
    return Files.writeString(folder.resolve("small.yaml"), yaml);
  }

  private Call tune(Path space, String... more) {
    return Call.of(
        List.of(more),
        "tune",
        "stocks",
        "--space=" + space,
        "--data=sample",
        "--ledger=" + ledger(),
        "--runs=" + runs());
  }

  private Path ledger() {
    return folder.resolve("ledger.jsonl");
  }

  private Path runs() {
    return folder.resolve("runs");
  }

  private List<LedgerEntry> entries() throws IOException {
    return Ledger.at(ledger(), note -> {}).read();
  }

  /** The folder of the one search by a strategy. */
  private Path search(String strategy) throws IOException {
    try (Stream<Path> folders = Files.list(runs().resolve("tune"))) {
      return folders
          .filter(path -> path.getFileName().toString().startsWith("small-" + strategy + "-"))
          .reduce((one, other) -> folder.resolve("several"))
          .orElseThrow();
    }
  }

  @Test
  void trialThatFailsIsRecordedAndNothingIsTrainedTwice() throws IOException {
    Path space = space(HALF_FAILS);
    Call grid = tune(space, "--strategy=grid", "--executions=2");
    assertThat(grid.status()).as(grid.err()).isZero();
    assertThat(entries())
        .extracting(entry -> entry.row() + ", " + entry.run().seed() + " " + entry.status())
        .containsExactly(
            "window=10, hidden=2, 42 finished",
            "window=10, hidden=2, 43 finished",
            "window=10, hidden=4, 42 finished",
            "window=10, hidden=4, 43 finished",
            "window=5000, hidden=2, 42 failed",
            "window=5000, hidden=4, 42 failed");
    assertThat(entries()).extracting(LedgerEntry::study).containsOnly("tune-small-grid");
    assertThat(grid.err().lines())
        .anyMatch(line -> line.matches("\\[1/4] window=10, hidden=2: mse .*, best .* of trial 1.*"))
        .anyMatch(line -> line.matches("\\[4/4] window=5000, hidden=4: failed: .*days.*"));

    Path best = search("grid").resolve("best.yaml");
    assertThat(grid.out())
        .contains("best of 4 trials, 2 failed: mse ", " ± ")
        .contains(
            "train and test it: mvn exec:java -Dtask=stocks -Dconfig=" + best + " -Ddata=sample");
    assertThat(ConfigFile.read(best))
        .containsEntry("task", "stocks")
        .containsEntry("window", "10")
        .containsEntry("max-train", "60")
        .containsEntry("metric", "mse");
    assertThat(search("grid").resolve("report.html")).content().contains("Failed trials");
    assertThat(search("grid").resolve("report.md"))
        .content()
        .contains("## Effects of the settings", "![effect-hidden](effect-hidden.svg)");
    for (String picture : List.of("trials", "parallel-coordinates", "effect-hidden")) {
      assertThat(search("grid").resolve(picture + ".svg")).isNotEmptyFile();
      assertThat(search("grid").resolve(picture + ".png")).isNotEmptyFile();
    }

    try (Stream<Path> files = Files.walk(search("grid"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("result.json", "config.yaml")
          .doesNotContain("model.zip", "checkpoints");
    }

    List<LedgerEntry> recorded = entries();
    Call again = tune(space, "--strategy=grid", "--executions=2");
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.err()).contains("4 recorded");
    assertThat(again.out()).isEqualTo(grid.out());
    Call random = tune(space, "--strategy=random", "--executions=2", "--parallel=2");
    assertThat(random.status()).as(random.err()).isZero();
    assertThat(entries()).isEqualTo(recorded);
    assertThat(random.out().lines().map(String::strip))
        .contains("Strategies, 20 full trainings each")
        .anyMatch(line -> line.matches("grid +1 +\\S+ ?\\S* +4 +2 +4 .*"))
        .anyMatch(line -> line.matches("random +1 +\\S+ +4 +2 +4 .*"));
  }

  @Test
  void trialIsNotTestedAndNoStudyTakesItForItsRow() throws IOException {
    String one = BASE + "space: {hidden: {choice: [3]}}\n";
    assertThat(tune(space(one), "--strategy=grid").status()).isZero();
    LedgerEntry trial = entries().get(0);
    assertThat(trial.run().metrics().keySet()).containsExactly("validation");
    assertThat(trial.scores()).isEmpty();
    assertThat(search("grid").resolve("report.md")).content().doesNotContain("test mse");

    String row = "metric: mse\n" + BASE.substring(BASE.indexOf("base")) + "rows: [{name: three}]\n";
    Path study =
        Files.writeString(
            folder.resolve("row.yaml"),
            "task: stocks\n" + row.replace("dropout: 0.2", "dropout: 0.2, hidden: 3"));
    Call tested =
        Call.of(
            List.of(),
            "study",
            "--study=" + study,
            "--data=sample",
            "--ledger=" + ledger(),
            "--runs=" + runs());
    assertThat(tested.status()).as(tested.err()).isZero();
    assertThat(tested.err()).contains("1 runs, 0 recorded, 1 to do");
    LedgerEntry ofStudy = entries().get(1);
    assertThat(ofStudy.configHash()).isEqualTo(trial.configHash());
    assertThat(ofStudy.run().metrics().keySet()).containsExactly("validation", "test");
    assertThat(ofStudy.run().metrics())
        .containsEntry("validation", trial.run().metrics().get("validation"));

    // What a study has trained, a search takes.
    Call again = tune(space(one), "--strategy=random");
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(entries()).hasSize(2);
  }

  @Test
  void killedSearchGoesOnToTheSameEnd() throws IOException {
    Path space = space(FINE);
    Call whole = tune(space, "--trials=3", "--strategy=bayes");
    assertThat(whole.status()).as(whole.err()).isZero();
    List<LedgerEntry> entries = entries();
    assertThat(entries).hasSize(3);

    // As after a kill in the second trial, then as if nothing but the ledger were left.
    cutToOneTrial(List.of("search.json"));
    Call resumed = tune(space, "--trials=3", "--strategy=bayes", "--parallel=2");
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("1 recorded");
    assertThat(entries())
        .extracting(LedgerEntry::row, entry -> entry.run().metrics())
        .containsExactlyInAnyOrderElementsOf(
            entries.stream().map(e -> tuple(e.row(), e.run().metrics())).toList());
    cutToOneTrial(List.of());
    assertThat(tune(space, "--trials=2", "--strategy=bayes").status()).isZero();
    assertThat(tune(space, "--trials=3", "--strategy=bayes").status()).isZero();
    assertThat(entries()).extracting(LedgerEntry::row).isEqualTo(rows(entries));
  }

  private static List<String> rows(List<LedgerEntry> entries) {
    return entries.stream().map(LedgerEntry::row).toList();
  }

  /** Leaves the first trial with its folder, and those files of the search that are named. */
  private void cutToOneTrial(List<String> kept) throws IOException {
    String first = Files.readAllLines(ledger()).get(0);
    String row = entries().get(0).row();
    Files.writeString(ledger(), first + "\n");
    try (Stream<Path> tree = Files.walk(search("bayes"))) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        String name = search("bayes").relativize(path).toString();
        if (!name.isEmpty() && !name.startsWith(row + "-") && !kept.contains(name)) {
          Files.delete(path);
        }
      }
    }
  }

  @Test
  void strategiesAreComparedOverSeedsAndWithTheDefaults() throws IOException {
    String[] comparison = {"--strategy=default,random,bayes", "--seeds=2", "--trials=2"};
    Call call = tune(space(FINE), comparison);
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.err())
        .contains("1 of 6 searches: default, seed 42", "6 of 6 searches: bayes, ");
    // The first trials of bayes are those of random, and none is trained twice.
    assertThat(entries())
        .extracting(entry -> entry.study() + " " + entry.run().seed())
        .containsExactly(
            "tune-small-default 42",
            "tune-small-random 42",
            "tune-small-random 42",
            "tune-small-default 43",
            "tune-small-random 43",
            "tune-small-random 43");
    assertThat(call.out().lines().map(String::strip))
        .contains("Strategies, 2 full trainings each")
        .anyMatch(line -> line.matches("random +2 +\\S+ ± \\S+ +2 +0 +2 .*"))
        .anyMatch(line -> line.matches("bayes +2 +\\S+ ± \\S+ +2 +0 +2 .*"))
        .anyMatch(line -> line.matches("default +2 +\\S+ ± \\S+ +1 +0 +1 .*"));
    assertThat(search("strategies").resolve("report.md"))
        .content()
        .contains(
            "![strategies](strategies.svg)", "| bayes | 43 | best of 2 trials, 0 failed: mse");
    assertThat(search("strategies").resolve("strategies.svg")).isNotEmptyFile();

    List<LedgerEntry> recorded = entries();
    assertThat(tune(space(FINE), comparison).out()).isEqualTo(call.out());
    assertThat(entries()).isEqualTo(recorded);
  }

  @Test
  void survivorsOfARungGoOnFromTheirLastEpoch() throws IOException {
    Path space = space(FINE);
    Call call = tune(space, "--trials=3", "--epochs=3", "--strategy=hyperband");
    assertThat(call.status()).as(call.err()).isZero();
    // Three of an epoch, the best of them to three epochs, and one of three from the start.
    assertThat(entries())
        .extracting(entry -> entry.run().training().epochs().orElseThrow())
        .containsExactly(1, 1, 1, 3, 3);
    assertThat(call.err()).contains("at most 5 trials, 8 epochs in total");
    LedgerEntry survivor = entries().get(3);
    LedgerEntry shorter =
        entries().stream()
            .filter(entry -> survivor.row().equals(entry.row().replace(", epochs=1", "")))
            .filter(entry -> entry.run().training().epochs().orElseThrow() == 1)
            .findFirst()
            .orElseThrow();
    assertThat(survivor.history().get(0)).isEqualTo(shorter.history().get(0));
    try (Stream<Path> files = Files.walk(runs())) {
      assertThat(files).noneMatch(path -> path.endsWith("checkpoints"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--hidden=3 | error: setting 'hidden' is searched in ",
        "--metric=mse | error: setting 'metric': a search has an objective=, expected that",
        "--objective=mopa | error: objective: unknown metric 'mopa', expected one of mape,",
        "--seeds=2 --seed=7 | error: seed and seeds are both given, expected one of them",
        "--strategy=bayes,bayes | error: strategy: 'bayes,bayes' names a strategy twice, expected each once",
        "--strategy=random,grid --trials=2 | error: trials: small has more combinations than 2,",
        "--strategy=gird | error: setting 'strategy': 'gird' is not allowed, expected one of default,",
        "--trails=3 | error: unknown setting 'trails', did you mean 'trials'?",
        "--strategy=hyperband --schedule=cosine | error: small: hyperband continues trainings, which schedule 'cosine'",
      })
  void mistakesAreToldBeforeAnythingIsDone(String given, String message) throws IOException {
    Call call = tune(space(FINE), given.split(" "));
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err()).contains(message);
    assertThat(runs()).doesNotExist();
    assertThat(ledger()).doesNotExist();
  }

  @Test
  void helpNamesStrategiesAndTheSettingsOfTheBase() {
    Call help = Call.of(List.of(), "tune", "news", "--help");
    assertThat(help.out()).contains("--space", "--strategy", "hyperband", "--trials", "--hidden");
    Call own = Call.ofProperties(Map.of("task", "news", "action", "tune", "hidden", "3"));
    assertThat(own.errors())
        .containsExactly(
            "error: setting 'hidden' is searched in the space 'news', expected no value of it");
  }
}

package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.Run;
import io.sequent.Sequent;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that the toolkit does, with a task from outside: no recurrent network, none of the
 * network settings, and a metric of its own that is better when smaller ({@link
 * example.weather.WeatherTask}).
 */
class OutsideTaskTest {
  private static final List<String> SMALL =
      List.of("--data=sample", "--epochs=3", "--learning-rate=0.1");

  @TempDir private Path folder;

  private Call call(String action, String... more) {
    return Call.of(List.of(more), action, "weather");
  }

  private String[] studied(String... more) {
    List<String> all = new java.util.ArrayList<>(List.of(more));
    all.add("--ledger=" + folder.resolve("ledger.jsonl"));
    all.add("--runs=" + folder.resolve("runs"));
    return all.toArray(String[]::new);
  }

  @Test
  void smallerIsBetterInTrainingComparisonStudyAndSearch() throws IOException {
    Call comparison =
        call("compare", studied("--compare=units", "--data=sample", "--epochs=3", "--seeds=2"));
    assertThat(comparison.status()).as(comparison.err()).isZero();
    assertThat(comparison.out()).contains("validation miss");
    List<Double> ranked = column(comparison.out(), 2);
    assertThat(ranked).hasSize(2).isSorted();

    Path study =
        Files.writeString(
            folder.resolve("units.yaml"),
            """
            task: weather
            base: {epochs: 2}
            rows:
              - name: narrow
                set: {units: 1}
              - name: wide
                set: {units: 8}
            """);
    Call studyCall =
        Call.of(List.of(studied("--study=" + study, "--data=sample", "--cheapest-first")), "study");
    assertThat(studyCall.status()).as(studyCall.err()).isZero();
    assertThat(column(studyCall.out(), 2)).hasSize(2).isSorted();

    Path space =
        Files.writeString(
            folder.resolve("weather.yaml"),
            "objective: miss\nbase: {epochs: 3}\nspace: {units: {int: [1, 9]}}\n");
    Call search =
        call(
            "tune",
            studied("--space=" + space, "--data=sample", "--trials=3", "--strategy=random"));
    assertThat(search.status()).as(search.err()).isZero();
    double best =
        Ledger.read(folder.resolve("ledger.jsonl"), note -> {}).stream()
            .filter(entry -> entry.study().startsWith("tune-"))
            .mapToDouble(entry -> validation(entry.run()).getOrDefault("miss", Double.NaN))
            .min()
            .orElseThrow();
    assertThat(search.out()).contains("%.4f".formatted(best));
  }

  private static Map<String, Double> validation(RunRecord run) {
    return run.metrics().getOrDefault("validation", Map.of());
  }

  /** The figures of a column of the ranked table, counted from 0. */
  private static List<Double> column(String table, int column) {
    return table
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("[0-9]+ .*"))
        .map(line -> line.split("\\s{2,}", -1)[column].split(" ", -1)[0])
        .map(Double::valueOf)
        .toList();
  }

  @Test
  void bestEpochIsTheOneOfTheSmallestMetric() throws IOException {
    Path run = folder.resolve("run");
    Call call =
        Call.of(SMALL, "train", "weather", "--units=3", "--out=" + run, "--schedule=plateau");
    assertThat(call.status()).as(call.err()).isZero();
    List<String> history = Files.readAllLines(run.resolve("history.csv"));
    int miss = List.of(history.get(0).split(",", -1)).indexOf("validation.miss");
    assertThat(miss).as(history.get(0)).isNotNegative();
    int best = 1;
    for (int epoch = 2; epoch < history.size(); epoch++) {
      if (value(history, epoch, miss) < value(history, best, miss)) {
        best = epoch;
      }
    }
    Run saved = Sequent.run(run);
    assertThat(saved.result().training().bestEpoch()).hasValue(best);
    assertThat(saved.result().training().selectedBy()).contains("miss");
    assertThat(saved.predictTable("3,9,7").header()).containsExactly("tomorrow");
  }

  private static double value(List<String> history, int epoch, int column) {
    return Double.parseDouble(history.get(epoch).split(",", -1)[column]);
  }

  @Test
  void commandLinePredictsAndDescribes() {
    Path run = folder.resolve("run");
    assertThat(Call.of(SMALL, "train", "weather", "--out=" + run).status()).isZero();
    Call prediction = Call.ofInput("3,9,7\n12,20,18\n", "predict", "weather", "--run=" + run);
    assertThat(prediction.status()).as(prediction.err()).isZero();
    assertThat(prediction.out().lines()).hasSize(2).allMatch(l -> l.matches("\\{\"tomorrow\":.*}"));
    assertThat(call("describe", "--data=sample").out()).contains("DenseLayer").contains("units");
    assertThat(call("init-config").out()).contains("units: 4").contains("metric: miss");
    assertThat(call("train", "--data=sample", "--hidden=3").err()).contains("'hidden'");
  }
}

package io.sequent.common.ledger;

import io.sequent.common.evaluation.ExampleScores;
import io.sequent.common.run.Provenance;
import io.sequent.common.run.RunRecord;
import io.sequent.common.train.history.History.EpochRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Entries to test with. */
final class Entries {
  private Entries() {}

  static LedgerEntry finished(String configHash) {
    return entry(configHash, null, Map.of("learning-rate", "0.01"), List.of(), Map.of());
  }

  static LedgerEntry failed(String configHash, String reason) {
    return entry(configHash, reason, Map.of("learning-rate", "0.01"), List.of(), Map.of());
  }

  /** A trial of a search. */
  static LedgerEntry untested(String configHash) {
    return entry(
        configHash,
        null,
        Map.of("learning-rate", "0.01"),
        Map.of("validation", Map.of("accuracy", 0.5)),
        List.of(),
        Map.of());
  }

  /** Every field has a value that is not its default. */
  static LedgerEntry full(String configHash) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("seed", "7");
    config.put("cell", "lstm");
    config.put("attention", "");
    return entry(
        configHash,
        null,
        config,
        List.of(
            new EpochRecord(1, 0.01, 1.5, 2.25, Map.of("accuracy", 0.25)),
            new EpochRecord(2, 0.005, Double.NaN, 2.5, Map.of("accuracy", Double.NaN))),
        Map.of("accuracy", ExampleScores.of(new double[] {1, 0, 1}).encode()));
  }

  static LedgerEntry entry(
      String configHash,
      @Nullable String reason,
      Map<String, String> config,
      List<EpochRecord> history,
      Map<String, String> scores) {
    Map<String, Double> test = new LinkedHashMap<>();
    test.put("pearson.A", Double.NaN);
    test.put("accuracy", 0.875);
    return entry(
        configHash,
        reason,
        config,
        reason == null ? Map.of("test", test) : Map.of(),
        history,
        scores);
  }

  private static LedgerEntry entry(
      String configHash,
      @Nullable String reason,
      Map<String, String> config,
      Map<String, Map<String, Double>> metrics,
      List<EpochRecord> history,
      Map<String, String> scores) {
    return new LedgerEntry(
        "study",
        "row, \"quoted\"\nand й",
        Optional.of("2026-02-03T04:05:06Z"),
        configHash,
        "data",
        Optional.ofNullable(reason),
        new RunRecord(
            "news",
            7,
            true,
            config,
            new Provenance(
                "abc", Map.of("java", "17"), Map.of("os", "x"), Map.of("f", "0"), "data"),
            metrics,
            new RunRecord.Training(
                Optional.of("accuracy"),
                OptionalInt.of(2),
                OptionalInt.of(3),
                OptionalLong.of(1L << 40),
                Map.of("train", 10)),
            new RunRecord.Times(
                Map.of("train", 4.5),
                OptionalDouble.empty(),
                OptionalDouble.of(1234.5),
                OptionalDouble.empty()),
            Map.of("prompt", "text\nof two lines")),
        history,
        scores);
  }
}

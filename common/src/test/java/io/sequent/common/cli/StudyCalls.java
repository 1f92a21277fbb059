package io.sequent.common.cli;

import io.sequent.common.ledger.Ledger;
import io.sequent.common.ledger.LedgerEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Calls of the action {@code study} in a folder. */
abstract class StudyCalls {
  /** Rows that are refused before their training: the sample has no such long windows. */
  static final String REFUSED =
      """
      task: stocks
      rows:
        - {name: expensive, set: {window: 5000, max-train: 640}}
        - {name: cheap, set: {window: 5000, max-train: 20}}
        - {name: middle, set: {window: 5000, max-train: 80}}
      """;

  @TempDir Path folder;

  final Path study(String name, String yaml) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), yaml);
  }

  static String[] call(Path home, Path study) {
    return new String[] {
      "study",
      "--study=" + study,
      "--data=sample",
      "--ledger=" + ledger(home),
      "--runs=" + home.resolve("runs")
    };
  }

  final Call run(Path study, String... more) {
    return Call.of(List.of(more), call(folder, study));
  }

  static Path ledger(Path home) {
    return home.resolve("ledger.jsonl");
  }

  static List<LedgerEntry> entries(Path home) throws IOException {
    return Ledger.at(ledger(home), note -> {}).read();
  }

  /** By row. */
  static Map<String, Map<String, Map<String, Double>>> metrics(Path home) throws IOException {
    return entries(home).stream()
        .collect(Collectors.toMap(LedgerEntry::row, entry -> entry.run().metrics()));
  }

  final Call runOnItsData(Path study) {
    return Call.of(
        List.of(),
        Stream.of(call(folder, study))
            .filter(argument -> !argument.startsWith("--data="))
            .toArray(String[]::new));
  }
}

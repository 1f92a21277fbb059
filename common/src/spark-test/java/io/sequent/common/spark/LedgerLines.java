package io.sequent.common.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lines of ledgers without what differs from machine to machine and from time to time. */
final class LedgerLines {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> OF_TIME =
      List.of("time", "seconds", "otherLoad", "predictionsPerSecond", "machine");

  private LedgerLines() {}

  /** The comparable part of each line, sorted. */
  static List<String> of(Path ledger) throws IOException {
    return Files.readAllLines(ledger).stream().map(LedgerLines::comparable).sorted().toList();
  }

  private static String comparable(String line) {
    try {
      JsonNode tree = JSON.readTree(line);
      cut(tree);
      return tree.toString();
    } catch (IOException e) {
      throw new IllegalStateException(line, e);
    }
  }

  private static void cut(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(OF_TIME);
    }
    node.forEach(LedgerLines::cut);
  }
}

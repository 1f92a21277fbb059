package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs that the version before the layout of today has saved, one of each task and of several kinds
 * of networks, with what that version predicted: they must go on giving the same.
 */
class SavedRunsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path RUNS = Path.of("common/src/test/resources/saved-runs");

  /** Predictions are computed in floats, whose last bits depend on the processor. */
  private static final double ROUNDING = 2e-6;

  static Stream<Path> runs() throws IOException {
    try (Stream<Path> folders = Files.list(RUNS)) {
      return folders.sorted().toList().stream();
    }
  }

  private static String task(Path run) {
    return run.getFileName().toString().replaceFirst("-.*", "");
  }

  @ParameterizedTest
  @MethodSource("runs")
  void evaluationGivesTheRecordedFigures(Path run) throws IOException {
    Call call = Call.of(List.of(), "evaluate", task(run), "--run=" + run);
    assertThat(call.status()).as(call.err()).isZero();
    JsonNode test = JSON.readTree(run.resolve("result.json").toFile()).at("/metrics/test");
    assertThat(test.size()).isPositive();
    List<String> lines = call.out().lines().map(String::strip).toList();
    for (Map.Entry<String, JsonNode> metric : test.properties()) {
      String value =
          metric.getValue().isNull()
              ? "-"
              : String.format(Locale.ROOT, "%.4f", metric.getValue().doubleValue());
      assertThat(lines)
          .anyMatch(
              line -> line.matches(Pattern.quote(metric.getKey()) + "\\s+" + Pattern.quote(value)));
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void predictionsKeepTheirFields(Path run) throws IOException {
    if (!Files.exists(run.resolve("input.txt"))) {
      Call call =
          Call.of(
              List.of(), "predict", task(run), "--run=" + run, "--prompt=Once upon", "--length=40");
      assertThat(call.out()).isEqualTo(Files.readString(run.resolve("predictions.txt")));
      return;
    }
    Call call =
        Call.ofInput(
            Files.readString(run.resolve("input.txt")), "predict", task(run), "--run=" + run);
    assertThat(call.status()).as(call.err()).isZero();
    List<String> before = Files.readAllLines(run.resolve("predictions.jsonl"));
    List<String> now = call.out().lines().toList();
    assertThat(now).hasSameSizeAs(before);
    for (int i = 0; i < now.size(); i++) {
      requireSame(JSON.readTree(before.get(i)), JSON.readTree(now.get(i)));
    }
  }

  /** Every field of then is there now, with the same value; there may be new ones. */
  private static void requireSame(JsonNode then, JsonNode now) {
    if (then.isFloatingPointNumber()) {
      assertThat(now.doubleValue())
          .isCloseTo(then.doubleValue(), within(ROUNDING * Math.max(1, then.doubleValue())));
    } else if (then.isObject()) {
      then.properties()
          .forEach(
              field -> {
                assertThat(now.has(field.getKey())).as(field.getKey()).isTrue();
                requireSame(field.getValue(), now.get(field.getKey()));
              });
    } else if (then.isArray()) {
      assertThat(now.size()).isEqualTo(then.size());
      for (int i = 0; i < then.size(); i++) {
        requireSame(then.get(i), now.get(i));
      }
    } else {
      assertThat(now).isEqualTo(then);
    }
  }
}

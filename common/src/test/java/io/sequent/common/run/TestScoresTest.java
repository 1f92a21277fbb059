package io.sequent.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.evaluation.ExampleScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestScoresTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Path file = folder.resolve("test-scores.json");
    ExampleScores errors = ExampleScores.of(new double[] {0.25, 1e-7, 300});
    ExampleScores hits = ExampleScores.of(new double[] {1, 0, 1});
    TestScores.write(file, Map.of("mse", errors, "accuracy", hits));
    Map<String, String> read = TestScores.read(file);
    assertThat(read).containsOnlyKeys("accuracy", "mse");
    assertThat(read.values().stream().map(ExampleScores::decode)).containsExactly(hits, errors);
  }

  @Test
  void runOfAnOlderVersionHasNone() throws IOException {
    assertThat(TestScores.read(folder.resolve("test-scores.json"))).isEmpty();
  }

  @Test
  void fileOfSomethingElseIsToldInOneLine() throws IOException {
    for (String content : new String[] {"{]", "[1]", ""}) {
      Path file = Files.writeString(folder.resolve("test-scores.json"), content);
      assertThatThrownBy(() -> TestScores.read(file))
          .as(content)
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith(file + ":")
          .hasMessageContaining(": not the scores of a run: ")
          .message()
          .doesNotContain("\n");
    }
  }
}

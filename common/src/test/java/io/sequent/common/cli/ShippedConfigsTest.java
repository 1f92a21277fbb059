package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file in resources/configs is one that the task takes. */
class ShippedConfigsTest {
  private static final Path CONFIGS = Path.of("resources", "configs");

  static List<Path> configs() throws IOException {
    try (Stream<Path> files = Files.list(CONFIGS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void shippedConfigIsTaken(Path file) {
    String task = ConfigFile.read(file).get("task");
    Call call =
        Call.of(
            List.of(),
            "describe",
            String.valueOf(task),
            "--config=" + file,
            "--data=sample",
            "--max-train=20",
            "--hidden=8");
    assertThat(call.status()).as(call.err()).isZero();
  }
}

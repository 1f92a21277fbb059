package io.sequent.tasks.textgen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.config.Config;
import io.sequent.common.data.Mutations;
import io.sequent.common.data.Splits;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextMutationsTest {
  private static final TextgenTask TASK = new TextgenTask();
  private static final Config CONFIG = TaskSettings.defaults(TASK).with(Map.of("window", "5"), "");

  @Test
  void damagedTextsAreReadOrRefused(@TempDir Path folder) throws IOException {
    byte[] original =
        "To be, or not to be: that is the \u0457\u0436\u0430\u043A.\r\n".repeat(6).getBytes(UTF_8);
    int refused =
        Mutations.read(
            folder.resolve("t.txt"),
            original,
            200,
            file -> {
              Splits<TextWindow> splits = TASK.data().read(file, CONFIG);
              assertThat(splits.train()).isNotEmpty();
              TASK.data().view().check(splits, CONFIG);
            });
    assertThat(refused).isBetween(10, 190);
  }
}

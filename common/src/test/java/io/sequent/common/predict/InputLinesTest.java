package io.sequent.common.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InputLinesTest {
  @Test
  void everyLineComesOnceInOrder() throws IOException {
    BufferedReader input = new BufferedReader(new StringReader("a\n\n" + "b\n".repeat(200) + "c"));
    List<String> all = new ArrayList<>();
    int batches = 0;
    for (List<String> lines = InputLines.next(input);
        !lines.isEmpty();
        lines = InputLines.next(input)) {
      all.addAll(lines);
      batches++;
    }
    assertThat(all).hasSize(203).startsWith("a", "", "b").endsWith("c");
    assertThat(batches).isEqualTo(4);
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void typedLineIsNotKeptWaitingForTheNext() throws IOException {
    try (PipedWriter keyboard = new PipedWriter();
        BufferedReader input = new BufferedReader(new PipedReader(keyboard))) {
      keyboard.write("first\n");
      assertThat(InputLines.next(input)).containsExactly("first");
    }
  }

  @Test
  void emptyInputHasNoLines() throws IOException {
    assertThat(InputLines.next(new BufferedReader(new StringReader("")))).isEmpty();
  }
}

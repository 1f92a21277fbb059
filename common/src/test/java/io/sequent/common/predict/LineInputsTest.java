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

class LineInputsTest {
  private static Inputs<String> inputs(String text) {
    return Inputs.ofLines(new BufferedReader(new StringReader(text)), InputReader.lines());
  }

  private static List<Integer> sizes(String text) throws IOException {
    List<Integer> sizes = new ArrayList<>();
    try (Inputs<String> inputs = inputs(text)) {
      for (List<Input<String>> part = inputs.next(); part != null; part = inputs.next()) {
        sizes.add(part.size());
      }
    }
    return sizes;
  }

  @Test
  void everyLineComesOnceInOrder() throws IOException {
    List<String> all = new ArrayList<>();
    try (Inputs<String> inputs = inputs("a\n\n" + "b\n".repeat(5000) + "c")) {
      for (List<Input<String>> part = inputs.next(); part != null; part = inputs.next()) {
        part.forEach(input -> all.add(input.value()));
      }
    }
    assertThat(all).hasSize(5003).startsWith("a", "", "b").endsWith("c");
  }

  @Test
  void partsAreLargeButNotOfManyLongLines() throws IOException {
    assertThat(sizes("b\n".repeat(5000))).containsExactly(2048, 2048, 904);
    assertThat(sizes(("x".repeat(1 << 19) + "\n").repeat(5))).containsExactly(2, 2, 1);
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void typedLineIsNotKeptWaitingForTheNext() throws IOException {
    try (PipedWriter keyboard = new PipedWriter();
        Inputs<String> inputs =
            Inputs.ofLines(new BufferedReader(new PipedReader(keyboard)), InputReader.lines())) {
      keyboard.write("first\n");
      assertThat(inputs.next()).extracting(Input::value).containsExactly("first");
    }
  }

  @Test
  void emptyInputHasNoLines() throws IOException {
    assertThat(sizes("")).allMatch(size -> size == 0);
  }
}

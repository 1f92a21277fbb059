package io.sequent.tasks.textgen;

import io.sequent.common.cli.HeldOutTestContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The last tenth of the text becomes one strange character. */
class TextgenHeldOutTest extends HeldOutTestContract {
  @Override
  protected String task() {
    return "textgen";
  }

  @Override
  protected void poison(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        int test = text.length() - text.length() / 10 + 1;
        Files.writeString(file, text.substring(0, test) + "Ω".repeat(text.length() - test));
      }
    }
  }
}

package io.sequent.tasks.ner;

import io.sequent.common.cli.HeldOutTestContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Every test token becomes another one, with another tag. */
class NerHeldOutTest extends HeldOutTestContract {
  @Override
  protected String task() {
    return "ner";
  }

  @Override
  protected void poison(Path data) throws IOException {
    Path file = data.resolve("test.iob2.tsv");
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.stream().map(NerHeldOutTest::poisoned).toList());
  }

  private static String poisoned(String line) {
    return line.isBlank() ? line : "Кукурікучка\tB-LOC";
  }
}

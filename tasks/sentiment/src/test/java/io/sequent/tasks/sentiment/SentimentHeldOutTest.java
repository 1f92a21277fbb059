package io.sequent.tasks.sentiment;

import io.sequent.common.cli.HeldOutTestContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The letters of the test texts become others. */
class SentimentHeldOutTest extends HeldOutTestContract {
  @Override
  protected String task() {
    return "sentiment";
  }

  @Override
  protected void poison(Path data) throws IOException {
    Path file = data.resolve("test.csv");
    String text = Files.readString(file);
    int header = text.indexOf('\n');
    Files.writeString(
        file, text.substring(0, header) + text.substring(header).replaceAll("[a-z]", "q"));
  }
}

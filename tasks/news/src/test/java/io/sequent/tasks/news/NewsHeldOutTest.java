package io.sequent.tasks.news;

import io.sequent.common.cli.HeldOutTestContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The letters of the test texts become others. */
class NewsHeldOutTest extends HeldOutTestContract {
  @Override
  protected String task() {
    return "news";
  }

  @Override
  protected void poison(Path data) throws IOException {
    Path file = data.resolve("test.csv");
    Files.writeString(file, Files.readString(file).replaceAll("[a-z]", "q"));
  }
}

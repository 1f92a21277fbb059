package io.sequent.tasks.stocks;

import io.sequent.common.cli.HeldOutTestContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The last closes, which only test windows are to tell, jump. */
class StocksHeldOutTest extends HeldOutTestContract {
  private static final int CLOSE = 4;

  /** How many days at the end none but test windows, or nobody, are to tell. */
  protected int days() {
    return 5;
  }

  @Override
  protected String task() {
    return "stocks";
  }

  @Override
  protected void poison(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.toList()) {
        List<String> rows = new ArrayList<>(Files.readAllLines(file));
        for (int i = rows.size() - days(); i < rows.size(); i++) {
          rows.set(i, poisoned(rows.get(i)));
        }
        Files.write(file, rows);
      }
    }
  }

  private static String poisoned(String row) {
    String[] cells = row.split(",");
    cells[CLOSE] = String.valueOf(50 * Double.parseDouble(cells[CLOSE]));
    return String.join(",", cells);
  }
}

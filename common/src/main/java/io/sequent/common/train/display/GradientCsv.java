package io.sequent.common.train.display;

import io.sequent.common.io.AtomicFile;
import io.sequent.common.table.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Gradients as a CSV file, a row for each record. Reading gives back exactly the numbers written.
 */
final class GradientCsv {
  private static final List<String> COLUMNS =
      List.of("epoch", "update", "parameter", "numbers", "mean", "maximum");

  private GradientCsv() {}

  /** Replaces the file in one step, once it is complete. */
  static void write(Path file, List<GradientRecord> records) throws IOException {
    AtomicFile.write(file, partial -> print(partial, records));
  }

  private static void print(Path file, List<GradientRecord> records) throws IOException {
    try (CSVPrinter csv = new CSVPrinter(Files.newBufferedWriter(file), CSVFormat.DEFAULT)) {
      csv.printRecord(COLUMNS);
      for (GradientRecord row : records) {
        csv.printRecord(
            row.epoch(), row.update(), row.parameter(), row.numbers(), row.mean(), row.maximum());
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws io.sequent.common.UserError if the file is something else, with its line
   */
  static List<GradientRecord> read(Path file) throws IOException {
    return RecordFile.read(file, COLUMNS, GradientCsv::gradient);
  }

  private static GradientRecord gradient(RecordFile.Row row) {
    return new GradientRecord(
        (int) Math.min(Integer.MAX_VALUE, row.whole("epoch")),
        row.whole("update"),
        row.text("parameter"),
        row.whole("numbers"),
        row.number("mean"),
        row.number("maximum"));
  }
}

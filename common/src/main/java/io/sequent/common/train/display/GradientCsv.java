package io.sequent.common.train.display;

import io.sequent.common.UserError;
import io.sequent.common.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

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
   * @throws UserError if the file is something else
   */
  static List<GradientRecord> read(Path file) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser csv = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      if (!csv.getHeaderNames().equals(COLUMNS)) {
        throw new UserError(
            "%s: expected the columns %s, not %s"
                .formatted(
                    file, String.join(",", COLUMNS), String.join(",", csv.getHeaderNames())));
      }
      List<GradientRecord> records = new ArrayList<>();
      for (CSVRecord row : csv) {
        records.add(gradient(file, row));
      }
      return records;
    }
  }

  private static GradientRecord gradient(Path file, CSVRecord row) {
    try {
      return new GradientRecord(
          Integer.parseInt(row.get("epoch")),
          Long.parseLong(row.get("update")),
          row.get("parameter"),
          Long.parseLong(row.get("numbers")),
          Double.parseDouble(row.get("mean")),
          Double.parseDouble(row.get("maximum")));
    } catch (IllegalArgumentException e) {
      throw new UserError(
          "%s: row %d is not a row of gradients: %s"
              .formatted(file, row.getRecordNumber(), e.getMessage()),
          e);
    }
  }
}

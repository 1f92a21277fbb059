package io.sequent.common.train.history;

import io.sequent.common.UserError;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.train.history.History.EpochRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * The epochs of a training as a CSV file: a row for each, with a column for each validation metric.
 * Reading gives back exactly the numbers written.
 */
public final class HistoryCsv {
  private static final List<String> COLUMNS =
      List.of("epoch", "learningRate", "trainLoss", "seconds");
  private static final String VALIDATION = "validation.";

  private HistoryCsv() {}

  /** Replaces the file in one step, once it is complete. */
  public static void write(Path file, List<EpochRecord> epochs) throws IOException {
    List<String> metrics =
        epochs.isEmpty() ? List.of() : List.copyOf(epochs.get(0).validation().keySet());
    AtomicFile.write(file, partial -> print(partial, metrics, epochs));
  }

  private static void print(Path file, List<String> metrics, List<EpochRecord> epochs)
      throws IOException {
    try (CSVPrinter csv = new CSVPrinter(Files.newBufferedWriter(file), CSVFormat.DEFAULT)) {
      csv.printRecord(
          Stream.concat(COLUMNS.stream(), metrics.stream().map(VALIDATION::concat)).toList());
      for (EpochRecord row : epochs) {
        List<Object> cells = new ArrayList<>();
        cells.add(row.epoch());
        cells.add(row.learningRate());
        cells.add(row.trainLoss());
        cells.add(row.seconds());
        metrics.forEach(metric -> cells.add(row.validation().getOrDefault(metric, Double.NaN)));
        csv.printRecord(cells);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws UserError if the file is something else
   */
  public static List<EpochRecord> read(Path file) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser csv = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      List<EpochRecord> epochs = new ArrayList<>();
      for (CSVRecord row : csv) {
        epochs.add(epoch(file, csv.getHeaderNames(), row));
      }
      return epochs;
    }
  }

  private static EpochRecord epoch(Path file, List<String> columns, CSVRecord row) {
    try {
      Map<String, Double> validation = new LinkedHashMap<>();
      for (String column : columns) {
        if (column.startsWith(VALIDATION)) {
          validation.put(
              column.substring(VALIDATION.length()), Double.parseDouble(row.get(column)));
        }
      }
      return new EpochRecord(
          Integer.parseInt(row.get("epoch")),
          Double.parseDouble(row.get("learningRate")),
          Double.parseDouble(row.get("trainLoss")),
          Double.parseDouble(row.get("seconds")),
          validation);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          file
              + ": row "
              + row.getRecordNumber()
              + " is not a row of a training history: "
              + e.getMessage(),
          e);
    }
  }
}

package io.sequent.common.train.history;

import io.sequent.common.UserError;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.table.RecordFile;
import io.sequent.common.train.history.History.EpochRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

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
   * @throws UserError if the file is something else, with its line
   */
  public static List<EpochRecord> read(Path file) throws IOException {
    List<EpochRecord> epochs = RecordFile.read(file, COLUMNS, HistoryCsv::epoch);
    for (int i = 0; i < epochs.size(); i++) {
      if (epochs.get(i).epoch() != i + 1) {
        throw new UserError(
            "%s: epoch %d in row %d, expected the epochs in order from 1"
                .formatted(file, epochs.get(i).epoch(), i + 1));
      }
    }
    return epochs;
  }

  private static EpochRecord epoch(RecordFile.Row row) {
    Map<String, Double> validation = new LinkedHashMap<>();
    for (String column : row.columns()) {
      if (column.startsWith(VALIDATION)) {
        validation.put(column.substring(VALIDATION.length()), row.number(column));
      } else if (!COLUMNS.contains(column)) {
        throw row.error("unknown column '" + column + "' of a training history");
      }
    }
    return new EpochRecord(
        (int) Math.min(Integer.MAX_VALUE, row.whole("epoch")),
        row.number("learningRate"),
        row.number("trainLoss"),
        row.number("seconds"),
        validation);
  }
}

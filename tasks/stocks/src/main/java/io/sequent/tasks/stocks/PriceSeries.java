package io.sequent.tasks.stocks;

import io.sequent.common.UserError;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.datavec.api.transform.TransformProcess;
import org.datavec.api.transform.schema.Schema;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;

/**
 * The closing prices of one series.
 *
 * @param name the file's name without its ending
 * @param file where they were read
 * @param days trading days, ascending
 * @param closes closing prices, one a day, above 0
 */
record PriceSeries(String name, Path file, List<LocalDate> days, double[] closes) {
  private static final String DATE = "Date";
  private static final String CLOSE = "Close";

  PriceSeries {
    days = List.copyOf(days);
  }

  /**
   * Reads a CSV file with a header that names {@code Date} (ISO 8601) and {@code Close}; other
   * columns are passed over.
   *
   * @throws UserError with file and line for missing columns, a value that is no price, or days out
   *     of order
   */
  static PriceSeries read(Path file) throws IOException {
    List<LocalDate> days = new ArrayList<>();
    List<Double> closes = new ArrayList<>();
    try (CSVParser rows =
        CSVParser.parse(
            TextFile.read(file),
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get())) {
      List<String> header = rows.getHeaderNames();
      if (!header.contains(DATE) || !header.contains(CLOSE)) {
        throw UserError.at(
            file, 1, "columns " + header + ", expected a header with " + DATE + " and " + CLOSE);
      }
      TransformProcess transform = dateAndClose(header);
      for (CSVRecord row : rows) {
        long line = rows.getCurrentLineNumber();
        if (row.size() != header.size()) {
          throw UserError.at(
              file, line, row.size() + " columns, expected " + header.size() + " as in the header");
        }
        // DataVec's converters would give a stack trace; what is wrong is said here, with its line.
        LocalDate day = day(row.get(DATE), file, line);
        requirePrice(row.get(CLOSE), file, line);
        if (!days.isEmpty() && !day.isAfter(days.get(days.size() - 1))) {
          throw UserError.at(
              file,
              line,
              "date "
                  + day
                  + " after "
                  + days.get(days.size() - 1)
                  + ", expected days in order, each once");
        }
        List<Writable> values = transform.execute(row.stream().<Writable>map(Text::new).toList());
        days.add(day);
        closes.add(values.get(1).toDouble());
      }
    } catch (CSVException e) {
      throw new UserError(file + ": not a CSV file: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw UserError.at(file, 1, "header not usable: " + e.getMessage());
    }
    if (days.isEmpty()) {
      throw new UserError(file + ": no prices, expected one row a trading day");
    }
    return new PriceSeries(
        String.valueOf(file.getFileName()).replaceFirst("\\.csv$", ""),
        file,
        days,
        closes.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Keeps date and close of a row, the close as a number. */
  private static TransformProcess dateAndClose(List<String> header) {
    Schema.Builder schema = new Schema.Builder();
    header.forEach(schema::addColumnString);
    return new TransformProcess.Builder(schema.build())
        .removeAllColumnsExceptFor(DATE, CLOSE)
        .reorderColumns(DATE, CLOSE)
        .convertToDouble(CLOSE)
        .build();
  }

  private static LocalDate day(String text, Path file, long line) {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw UserError.at(file, line, "date '" + text + "', expected the form 2018-12-31");
    }
  }

  private static void requirePrice(String text, Path file, long line) {
    double price;
    try {
      price = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      price = Double.NaN;
    }
    if (!(price > 0) || Double.isInfinite(price)) {
      throw UserError.at(file, line, "close '" + text + "', expected a number above 0");
    }
  }
}

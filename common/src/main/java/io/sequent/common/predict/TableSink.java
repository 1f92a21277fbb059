package io.sequent.common.predict;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes a row for each prediction: the cells of the input, then those of the prediction. */
final class TableSink implements PredictionSink {
  private final CSVPrinter printer;
  private final List<String> columns;
  private List<String> added = List.of();
  private boolean begun;

  /**
   * @param columns of the input; none if it has no header, and then there will be none
   */
  TableSink(OutputStream file, char separator, List<String> columns) throws IOException {
    this.columns = columns;
    this.printer =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(separator)
            .setRecordSeparator('\n')
            .get()
            .print(
                new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8), 1 << 16));
  }

  @Override
  public void write(Input<?> input, Prediction prediction) throws IOException {
    Map<String, String> cells = prediction.cells();
    if (!begun) {
      begun = true;
      added = List.copyOf(cells.keySet());
      if (!columns.isEmpty()) {
        List<String> header = new ArrayList<>(columns);
        added.forEach(name -> header.add(Added.name(name, header::contains)));
        printer.printRecord(header);
      }
    }
    List<String> row = new ArrayList<>(input.cells());
    added.forEach(name -> row.add(cells.getOrDefault(name, "")));
    printer.printRecord(row);
  }

  @Override
  public void flush() throws IOException {
    printer.flush();
  }

  @Override
  public void close() throws IOException {
    if (!begun && !columns.isEmpty()) {
      printer.printRecord(columns);
    }
    printer.close();
  }
}

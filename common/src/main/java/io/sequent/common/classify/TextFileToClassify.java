package io.sequent.common.classify;

import io.sequent.common.UserError;
import io.sequent.common.io.TextFile;
import io.sequent.common.predict.InputReader;
import io.sequent.common.predict.Inputs;
import io.sequent.common.table.TableForm;
import io.sequent.common.table.TableReader;
import io.sequent.common.table.TableRow;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of texts to predict for: a table with the columns of the training, of which that of the
 * label may be missing, or lines, known by the ending of the file's name. A table of one column
 * holds texts in it.
 *
 * @param columns of the training
 */
record TextFileToClassify(Path file, TextColumns columns) {
  private static final String GZIP = ".gz";
  private static final List<String> TABLES = List.of(".csv", ".tsv", ".jsonl", ".ndjson", ".json");

  /** What a row is called that names columns, where columns are known by their numbers. */
  private static final Set<String> NAMES =
      Set.of(
          "id", "index", "label", "labels", "class", "category", "target", "topic", "text", "texts",
          "title", "headline", "subject", "summary", "description", "body", "content", "sentence",
          "review", "tweet", "message", "comment", "date", "url", "source");

  Inputs<String> open(Charset encoding) throws IOException {
    if (!isTable()) {
      return Inputs.ofLines(TextFile.open(file, encoding), InputReader.lines());
    }
    TableReader table = TableReader.open(file, encoding, ending(".tsv") ? TableForm.TAB : null);
    try {
      return inputs(table);
    } catch (IOException | RuntimeException e) {
      table.close();
      throw e;
    }
  }

  private boolean isTable() {
    return TABLES.stream().anyMatch(this::ending);
  }

  private boolean ending(String ending) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(ending) || name.endsWith(ending + GZIP);
  }

  private Inputs<String> inputs(TableReader table) throws IOException {
    TableRow first = table.next();
    if (first == null) {
      return Inputs.ofTable(table, null, List.of(), row -> "");
    }
    List<String> named = table.columns();
    List<String> header = named != null ? named : header(first);
    int[] places = places(header == null ? first.cells().size() : header.size(), header, first);
    return Inputs.ofTable(
        table,
        named == null && header != null ? null : first,
        header == null ? List.of() : header,
        row -> text(row, places));
  }

  /** The first row if it names columns, else null. */
  private @Nullable List<String> header(TableRow first) {
    List<String> cells = first.cells().stream().map(String::strip).toList();
    boolean named = !columns.areNumbers() && cells.containsAll(columns.texts());
    boolean usual =
        cells.stream().anyMatch(cell -> !cell.isEmpty())
            && cells.stream()
                .allMatch(cell -> cell.isEmpty() || NAMES.contains(cell.toLowerCase(Locale.ROOT)));
    return named || usual ? cells : null;
  }

  private int[] places(int width, @Nullable List<String> header, TableRow first) {
    List<String> texts = columns.texts();
    if (columns.areNumbers()) {
      int[] numbers = texts.stream().mapToInt(number -> Integer.parseInt(number) - 1).toArray();
      if (IntStream.of(numbers).max().orElseThrow() < width) {
        return numbers;
      }
    } else if (header != null && header.containsAll(texts)) {
      return texts.stream().mapToInt(header::indexOf).toArray();
    }
    // Without the label's column.
    if (width == 1 || (width == texts.size() && columns.areNumbers())) {
      return IntStream.range(0, width).toArray();
    }
    throw UserError.at(
        file,
        first.line(),
        "columns %s, expected those of the text: %s"
            .formatted(header == null ? first.cells() : header, String.join(",", texts)));
  }

  private static String text(TableRow row, int[] places) {
    StringBuilder text = new StringBuilder();
    for (int place : places) {
      String part = row.cells().get(place).strip();
      if (!part.isEmpty()) {
        text.append(text.isEmpty() ? "" : " ").append(part);
      }
    }
    return text.toString();
  }
}

package io.sequent.tasks.ner;

import io.sequent.common.UserError;
import io.sequent.common.io.TextFile;
import io.sequent.common.predict.Inputs;
import io.sequent.common.report.Shortened;
import io.sequent.common.table.TableForm;
import io.sequent.common.table.TableReader;
import io.sequent.common.table.TableRow;
import io.sequent.common.table.UsualNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table with a text in each row, each a document of its own. Its column is named, numbered, the
 * only one, or one of a usual name.
 *
 * @param asked the columns of the text, by names or by numbers from 1; empty to look for one
 */
record TextTable(Path file, List<String> asked) {
  private static final String COMMAS = ".csv";
  private static final String TABS = ".tsv";

  /**
   * Whether a file is such a table, by the ending of its name; one between tabs, which may be
   * tokens and tags too, if its header has the name of a text and some texts have blanks.
   *
   * @param head its first lines
   */
  static boolean isTable(Path file, String head) {
    if (ends(file, COMMAS)) {
      return true;
    }
    List<List<String>> rows =
        head.lines()
            .filter(row -> !row.isBlank())
            .map(row -> List.of(row.split("\t", -1)))
            .toList();
    if (!ends(file, TABS) || rows.isEmpty()) {
      return false;
    }
    return UsualNames.text(rows.get(0)).stream()
        .anyMatch(
            text ->
                rows.stream()
                    .skip(1)
                    .anyMatch(row -> text < row.size() && row.get(text).strip().contains(" ")));
  }

  private static boolean ends(Path file, String ending) {
    return TextFile.plainName(file.toString()).toLowerCase(Locale.ROOT).endsWith(ending);
  }

  /**
   * The texts of a table.
   *
   * @throws UserError if the column of the text is not there or not known
   */
  Inputs<Passage> inputs(BufferedReader text) throws IOException {
    TableForm form = ends(file, TABS) ? TableForm.TAB : null;
    TableReader table = TableReader.of(text, file.toString(), form);
    TableRow first = table.next();
    if (first == null) {
      return Inputs.ofTable(table, List.of(), List.of(), row -> Passage.ofLine(""));
    }
    List<String> cells = first.cells().stream().map(String::strip).toList();
    int[] places = places(first, cells);
    boolean hasHeader =
        IntStream.of(places).mapToObj(cells::get).allMatch(asked::contains)
            || UsualNames.are(cells)
            || (asked.isEmpty() && cells.size() > 1);
    AtomicInteger document = new AtomicInteger();
    return Inputs.ofTable(
        table,
        hasHeader ? List.of() : List.of(first),
        hasHeader ? cells : List.of(),
        row -> Passage.ofText(text(row, places), document.getAndIncrement()));
  }

  private int[] places(TableRow first, List<String> cells) {
    if (asked.isEmpty()) {
      Optional<Integer> usual = cells.size() == 1 ? Optional.of(0) : UsualNames.text(cells);
      return new int[] {
        usual.orElseThrow(
            () ->
                UserError.at(
                    file,
                    first.line(),
                    "columns %s, expected one named text; name another by columns="
                        .formatted(Shortened.names(cells))))
      };
    }
    List<Integer> places = new ArrayList<>();
    for (String column : asked) {
      int named = cells.indexOf(column);
      int place =
          named < 0 && column.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(column) - 1 : named;
      if (place < 0 || place >= cells.size()) {
        throw UserError.at(
            file,
            first.line(),
            "no column '%s' among %s, expected that of the text"
                .formatted(column, Shortened.names(cells)));
      }
      places.add(place);
    }
    return places.stream().mapToInt(place -> place).toArray();
  }

  private static String text(TableRow row, int... places) {
    return IntStream.of(places).mapToObj(row.cells()::get).collect(Collectors.joining("\n"));
  }
}

package io.sequent.common.classify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sequent.common.UserError;
import io.sequent.common.io.TextFile;
import io.sequent.common.predict.InputReader;
import io.sequent.common.predict.Inputs;
import io.sequent.common.report.Shortened;
import io.sequent.common.table.TableForm;
import io.sequent.common.table.TableReader;
import io.sequent.common.table.TableRow;
import io.sequent.common.table.UsualNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of texts to predict for: a table with the columns of the training, of which that of the
 * label may be missing, or lines; which, the ending of the file's name tells. A table of one column
 * has texts in it.
 *
 * @param columns of the training
 * @param form that the user insists on
 */
record TextFileToClassify(Path file, TextColumns columns, TextForm form) {
  private static final List<String> TABLES =
      List.of(".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".json");

  Inputs<String> open(Charset encoding) throws IOException {
    if (form == TextForm.FOLDERS) {
      throw new UserError("format: folders cannot be predicted for, expected the form of a file");
    }
    BufferedReader text = TextFile.open(file, encoding);
    try {
      if (form.table() != null || (form == TextForm.AUTO && TABLES.stream().anyMatch(this::ends))) {
        return inputs(TableReader.of(text, file.toString(), tableForm()));
      }
      return Inputs.ofLines(
          text,
          form == TextForm.FASTTEXT || FastText.isIn(text)
              ? lines -> lines.stream().map(FastText::withoutLabels).toList()
              : InputReader.lines());
    } catch (IOException | RuntimeException e) {
      text.close();
      throw e;
    }
  }

  private @Nullable TableForm tableForm() {
    boolean tabs = form == TextForm.AUTO && (ends(".tsv") || ends(".tab"));
    return tabs ? TableForm.TAB : form.table();
  }

  private boolean ends(String ending) {
    return TextFile.plainName(file.toString()).toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private Inputs<String> inputs(TableReader table) throws IOException {
    List<TableRow> head = new ArrayList<>();
    for (TableRow row = table.next(); row != null; row = head.size() < 2 ? table.next() : null) {
      head.add(row);
    }
    if (head.isEmpty()) {
      return Inputs.ofTable(table, head, List.of(), row -> "");
    }
    TableRow first = head.get(0);
    List<String> names = table.columns();
    boolean hasHeader = names == null && isHeader(head);
    List<String> header = names != null ? names : hasHeader ? stripped(first) : List.<String>of();
    int[] places = places(first, header);
    return Inputs.ofTable(
        table,
        hasHeader ? head.subList(1, head.size()) : head,
        header,
        row -> text(row, header, places));
  }

  private static List<String> stripped(TableRow row) {
    return row.cells().stream().map(String::strip).toList();
  }

  private boolean isHeader(List<TableRow> head) {
    List<String> first = stripped(head.get(0));
    if (!columns.areNumbers() && first.containsAll(columns.texts())) {
      return true;
    }
    return UsualNames.are(first) || (columns.areNumbers() && isAboveNumbers(head));
  }

  /** Whether labels are numbers, but for the first. */
  private boolean isAboveNumbers(List<TableRow> head) {
    int label = Integer.parseInt(columns.label()) - 1;
    return head.size() > 1
        && label < head.get(0).cells().size()
        && hasNumbers(head.get(0).cells().size())
        && !ClassLabels.isNumber(head.get(0).cells().get(label).strip())
        && ClassLabels.isNumber(head.get(1).cells().get(label).strip());
  }

  /** Whether so many columns have those that are known by their numbers. */
  private boolean hasNumbers(int width) {
    return columns.texts().stream().allMatch(number -> Integer.parseInt(number) <= width);
  }

  private int[] places(TableRow first, List<String> header) {
    List<String> texts = columns.texts();
    int width = first.cells().size();
    if (columns.areNumbers() ? hasNumbers(width) : header.containsAll(texts)) {
      return texts.stream()
          .mapToInt(
              text -> columns.areNumbers() ? Integer.parseInt(text) - 1 : header.indexOf(text))
          .toArray();
    }
    if (width == 1 || (columns.areNumbers() && width == texts.size())) {
      return IntStream.range(0, width).toArray();
    }
    throw UserError.at(
        file,
        first.line(),
        "%s, expected the columns of the training, that of the label or not: %s"
            .formatted(
                header.isEmpty()
                    ? width + " columns without names"
                    : "columns " + Shortened.names(header),
                columns));
  }

  private String text(TableRow row, List<String> header, int[] places) {
    StringBuilder text = new StringBuilder();
    for (int place : places) {
      ObjectNode json = row.json();
      if (json != null && json.path(header.get(place)).isContainerNode()) {
        throw UserError.at(
            file,
            row.line(),
            "'%s' is a list or an object, expected a text".formatted(header.get(place)));
      }
      String part = row.cells().get(place).strip();
      if (!part.isEmpty()) {
        text.append(text.isEmpty() ? "" : " ").append(part);
      }
    }
    return text.toString();
  }
}

package io.sequent.common.predict;

import io.sequent.common.io.TextFile;
import io.sequent.common.table.TableForm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The form of a file of predictions. */
enum OutputForm {
  COMMA,
  SEMICOLON,
  TAB,
  JSON_LINES,
  JSON;

  private static final int BUFFER = 1 << 16;

  /**
   * The form of a file by its ending, or by the input's form for an ending that says nothing.
   *
   * @param input the form of a table; null for lines
   */
  static OutputForm of(String name, @Nullable TableForm input) {
    String plain = TextFile.plainName(name).toLowerCase(Locale.ROOT);
    if (plain.endsWith(".csv")) {
      // Whoever writes semicolons can read them.
      return input == TableForm.SEMICOLON ? SEMICOLON : COMMA;
    }
    if (plain.endsWith(".tsv")) {
      return TAB;
    }
    if (plain.endsWith(".jsonl") || plain.endsWith(".ndjson") || input == null) {
      return JSON_LINES;
    }
    return plain.endsWith(".json") ? JSON : valueOf(input.name());
  }

  /** A sink that writes a file. */
  PredictionSink sink(String name, Path place, Inputs<?> inputs) throws IOException {
    OutputStream file = Files.newOutputStream(place);
    OutputStream packed =
        TextFile.isPacked(name) ? new GZIPOutputStream(file, BUFFER) : file;
    return switch (this) {
      case COMMA -> new TableSink(packed, ',', inputs.columns());
      case SEMICOLON -> new TableSink(packed, ';', inputs.columns());
      case TAB -> new TableSink(packed, '\t', inputs.columns());
      case JSON_LINES -> new JsonSink(packed, false, inputs);
      case JSON -> new JsonSink(packed, true, inputs);
    };
  }
}

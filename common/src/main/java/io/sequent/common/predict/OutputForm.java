package io.sequent.common.predict;

import io.sequent.common.io.TextFile;
import io.sequent.common.table.TableForm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
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
   * @param name without the ending of gzip
   * @param input the form of a table; null for lines
   */
  private static OutputForm of(String name, @Nullable TableForm input) {
    String plain = name.toLowerCase(Locale.ROOT);
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

  /** As {@link PredictionSink#file}. */
  static PredictionSink sink(String name, Path place, Inputs<?> inputs) throws IOException {
    OutputStream bytes = Files.newOutputStream(place);
    OutputStream file = TextFile.isPacked(name) ? new GZIPOutputStream(bytes, BUFFER) : bytes;
    String plain = TextFile.plainName(name);
    Optional<PredictionSink> own = inputs.sink(plain, file);
    return own.isPresent() ? own.get() : of(plain, inputs.form()).sink(file, inputs);
  }

  private PredictionSink sink(OutputStream file, Inputs<?> inputs) throws IOException {
    return switch (this) {
      case COMMA -> new TableSink(file, ',', inputs.columns());
      case SEMICOLON -> new TableSink(file, ';', inputs.columns());
      case TAB -> new TableSink(file, '\t', inputs.columns());
      case JSON_LINES -> new JsonSink(file, false, inputs);
      case JSON -> new JsonSink(file, true, inputs);
    };
  }
}

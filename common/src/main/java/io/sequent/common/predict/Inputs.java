package io.sequent.common.predict;

import io.sequent.common.table.TableForm;
import io.sequent.common.table.TableReader;
import io.sequent.common.table.TableRow;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a source, a file or a terminal, holds to predict for, in its order. It is read as it is
 * asked for, so that a source of any length takes little memory.
 *
 * @param <I> the input of a {@link Predictor}
 */
public interface Inputs<I> extends Closeable {
  /**
   * The next inputs.
   *
   * @return those that are there; empty if none is complete yet, null at the end
   * @throws io.sequent.common.UserError for a part in another form, with its line
   */
  @Nullable List<Input<I>> next() throws IOException;

  /** The names of the cells of each input; empty if the source has none. */
  List<String> columns();

  /** Of a source that is a table; null for lines. */
  default @Nullable TableForm form() {
    return null;
  }

  /**
   * A sink that writes a file in a form of the source's own, such as tokens in columns.
   *
   * @param name of the file, without the ending of gzip
   * @param file closed with the sink
   * @return empty if predictions are written as a table or as objects
   */
  default Optional<PredictionSink> sink(String name, OutputStream file) {
    return Optional.empty();
  }

  /**
   * The inputs in lines of text. Whatever waits on the source is read at once, so that a file comes
   * in large parts, and a line typed by hand is answered without delay.
   *
   * @param lines closed with the inputs
   */
  static <I> Inputs<I> ofLines(BufferedReader lines, InputReader<I> reader) {
    return new LineInputs<>(lines, reader);
  }

  /**
   * The inputs in the rows of a table.
   *
   * @param table closed with the inputs
   * @param read rows that were read to look at them and are to be predicted for
   * @param columns their names; empty if the table has no header
   * @param value makes the input of a row
   */
  static <I> Inputs<I> ofTable(
      TableReader table, List<TableRow> read, List<String> columns, Function<TableRow, I> value) {
    return new TableInputs<>(table, read, columns, value);
  }
}

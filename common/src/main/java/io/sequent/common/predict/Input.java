package io.sequent.common.predict;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One input and where it is from.
 *
 * @param value what a model predicts for
 * @param cells the cells of its row in the file, by the {@linkplain Inputs#columns columns} of the
 *     file, or the line
 * @param json the object that it was in the file; null in other files
 * @param <I> the input of a {@link Predictor}
 */
public record Input<I>(I value, List<String> cells, @Nullable ObjectNode json) {
  public Input {
    cells = List.copyOf(cells);
  }

  /** An input that is a line, or stands in several of which this is the last. */
  static <I> Input<I> ofLine(I value, String line) {
    return new Input<>(value, List.of(line), null);
  }
}

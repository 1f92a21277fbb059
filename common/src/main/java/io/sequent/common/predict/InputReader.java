package io.sequent.common.predict;

import java.util.List;

/**
 * Turns the lines of one source, a file or a terminal, into inputs. It may keep lines until an
 * input is complete.
 *
 * @param <I> one input
 */
public interface InputReader<I> {
  /**
   * The inputs that some more lines complete.
   *
   * @param lines without line ends
   * @throws io.sequent.common.UserError for a line in another form, with its number
   */
  List<I> read(List<String> lines);

  /**
   * Called after the last line.
   *
   * @throws io.sequent.common.UserError if there were too few lines for a prediction
   */
  default void end() {}

  /** Whether lines are read at all; if not, the inputs are those of an empty list of lines. */
  default boolean needsLines() {
    return true;
  }

  /** Each line is an input. */
  static InputReader<String> lines() {
    return lines -> lines;
  }

  /** Inputs that are known without reading a line. */
  static <I> InputReader<I> fixed(List<I> inputs) {
    return new InputReader<>() {
      @Override
      public List<I> read(List<String> lines) {
        return inputs;
      }

      @Override
      public boolean needsLines() {
        return false;
      }
    };
  }
}

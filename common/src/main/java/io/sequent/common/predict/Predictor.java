package io.sequent.common.predict;

import io.sequent.common.UserError;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Predicts with trained models, in inference mode.
 *
 * @param <I> one input, such as a text
 * @param <O> what is predicted for it
 */
public interface Predictor<I, O extends Prediction> {
  /** A new reader that turns lines of text into inputs. */
  InputReader<I> reader();

  /**
   * Opens a file of inputs. By default each line is read as one that is typed, and a folder is
   * refused.
   *
   * @param encoding of a file without a byte order mark
   * @throws io.sequent.common.UserError if the file is in no form that is known
   */
  default Inputs<I> open(Path file, Charset encoding) throws IOException {
    return Inputs.ofLines(TextFile.open(file, encoding), reader());
  }

  /**
   * The input that a text is, as a program sends it, where a file or a terminal has lines. By
   * default its lines are read as such, and of several inputs the last counts: of the days of a
   * price series, say, the window that ends with the last one.
   *
   * @param text may have several lines
   * @throws io.sequent.common.UserError if it is in another form, or holds no input
   */
  default I input(String text) {
    InputReader<I> reader = reader();
    List<I> inputs = reader.read(text.lines().toList());
    reader.end();
    if (inputs.isEmpty()) {
      throw new UserError("input: empty, expected a line");
    }
    return inputs.get(inputs.size() - 1);
  }

  /** The type of its predictions, where it is one that programs know; by default any. */
  default Class<? extends Prediction> type() {
    return Prediction.class;
  }

  /**
   * Predicts for some inputs.
   *
   * @param inputs one after the other as they were read; may be empty
   * @return one prediction for each input, in the same order
   * @throws io.sequent.common.UserError for an input that the models cannot take
   */
  List<O> predict(List<I> inputs);

  /**
   * Predicts for the inputs of several sources together, each as {@link #predict} does: inputs of
   * one source never change what is predicted for another. By default no input changes what is
   * predicted for the next one.
   *
   * @param sources the inputs of each, one after the other as they were read
   * @return for each source one prediction for each of its inputs, in the same order
   * @throws io.sequent.common.UserError for an input that the models cannot take
   */
  default List<List<O>> predictApart(List<List<I>> sources) {
    return parts(predict(sources.stream().flatMap(List::stream).toList()), sources);
  }

  /** Predictions for the inputs of several sources, one behind the other, by source. */
  static <T> List<List<T>> parts(List<T> all, List<? extends List<?>> sources) {
    List<List<T>> parts = new ArrayList<>();
    int begin = 0;
    for (List<?> source : sources) {
      parts.add(all.subList(begin, begin + source.size()));
      begin += source.size();
    }
    return parts;
  }
}

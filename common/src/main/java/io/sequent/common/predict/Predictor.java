package io.sequent.common.predict;

import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
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
   * Predicts for some inputs.
   *
   * @param inputs one after the other as they were read; may be empty
   * @return one prediction for each input, in the same order
   * @throws io.sequent.common.UserError for an input that the models cannot take
   */
  List<O> predict(List<I> inputs);
}

package io.sequent.common.predict;

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
   * Predicts for some inputs.
   *
   * @param inputs one after the other as they were read; may be empty
   * @return one prediction for each input, in the same order
   * @throws io.sequent.common.UserError for an input that the models cannot take
   */
  List<O> predict(List<I> inputs);
}

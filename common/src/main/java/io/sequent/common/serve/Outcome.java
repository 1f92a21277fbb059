package io.sequent.common.serve;

import io.sequent.common.UserError;
import io.sequent.common.predict.Prediction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one source of inputs.
 *
 * @param predictions one for each of its inputs
 * @param error why there are none; null if there are
 */
record Outcome(List<? extends Prediction> predictions, @Nullable UserError error) {
  static Outcome of(List<? extends Prediction> predictions) {
    return new Outcome(predictions, null);
  }

  static Outcome failed(UserError error) {
    return new Outcome(List.of(), error);
  }
}

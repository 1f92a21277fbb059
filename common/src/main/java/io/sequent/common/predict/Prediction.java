package io.sequent.common.predict;

/**
 * What a model predicts for one input. The types here cover the toolkit's tasks; a task of one's
 * own may bring its own record, whose components become the fields of its JSON.
 */
public interface Prediction {
  /** The prediction as one line of JSON, see {@link PredictionJson}. */
  default String json() {
    return PredictionJson.line(this);
  }
}

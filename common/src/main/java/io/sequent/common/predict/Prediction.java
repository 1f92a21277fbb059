package io.sequent.common.predict;

import io.sequent.common.report.Table;
import java.util.List;

/**
 * What a model predicts for one input. The types here cover the toolkit's tasks; a task of one's
 * own may bring its own record, whose components become the fields of its JSON.
 */
public interface Prediction {
  /** The prediction as one line of JSON, see {@link PredictionJson}. */
  default String json() {
    return PredictionJson.line(this);
  }

  /**
   * Predictions as a table, a row for each and a column for each field of its JSON; a field that
   * holds several figures, such as the probabilities of the classes, has a column for each of them.
   *
   * @param title one line above it
   */
  static Table table(String title, List<? extends Prediction> predictions) {
    return PredictionTable.of(title, predictions);
  }
}

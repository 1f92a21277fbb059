package io.sequent.common.predict;

import io.sequent.common.report.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a model predicts for one input. The types here cover the toolkit's tasks; a task of one's
 * own may bring its own record, whose components become the fields of its JSON.
 */
public interface Prediction {
  /** The prediction as one line of JSON. */
  default String json() {
    return PredictionJson.line(this);
  }

  /** The fields of its JSON that repeat the input; none by default. */
  default Set<String> repeated() {
    return Set.of();
  }

  /**
   * The cells of its row in a table, by column, beside those of the input. By default one for each
   * field of its JSON that does not repeat the input; a field that holds several figures has a
   * column for each of them.
   */
  default Map<String, String> cells() {
    return PredictionTable.cells(this);
  }

  /**
   * Predictions as a table to look at, a row for each and a column for each field of its JSON; a
   * field that holds several figures, such as the probabilities of the classes, has a column for
   * each of them.
   *
   * @param title one line above it
   */
  static Table table(String title, List<? extends Prediction> predictions) {
    return PredictionTable.of(title, predictions);
  }
}

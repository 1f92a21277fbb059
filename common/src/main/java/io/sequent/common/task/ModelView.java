package io.sequent.common.task;

import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import java.util.List;
import java.util.Map;

/**
 * Shows a trained model to people.
 *
 * @param <E> one example
 * @param <P> what is fitted on the training data
 */
public interface ModelView<E, P extends Preparation> {
  /**
   * Pictures of what goes on inside the model, such as attention maps.
   *
   * @param validation the examples to choose from
   */
  default List<Picture> pictures(Model<P> model, List<E> validation) {
    return List.of();
  }

  /**
   * Tables of what goes on inside the model, such as the terms that weigh most.
   *
   * @param validation the examples to choose from
   */
  default List<Table> tables(Model<P> model, List<E> validation) {
    return List.of();
  }

  /** Texts that the model generates, by caption. */
  default Map<String, String> samples(Model<P> model) {
    return Map.of();
  }
}

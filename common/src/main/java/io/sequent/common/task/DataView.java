package io.sequent.common.task;

import io.sequent.common.config.Config;
import io.sequent.common.data.Splits;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import java.util.List;
import java.util.Optional;

/**
 * Shows a task's data to people.
 *
 * @param <E> one example
 */
public interface DataView<E> {
  /**
   * Some examples, a row each.
   *
   * @param examples of any split
   */
  default Table examples(List<E> examples) {
    return new Table(
        "Examples",
        List.of("example"),
        examples.stream().map(example -> List.of(String.valueOf(example))).toList());
  }

  /** What is worth knowing about the data before training, a line each. */
  default List<String> notes(Splits<E> splits) {
    return List.of();
  }

  /** How an example is prepared, step by step, where that can be shown. */
  default Optional<Table> steps(E example, Config config) {
    return Optional.empty();
  }

  /** Pictures of the data as a whole, such as a histogram of lengths. */
  default List<Picture> pictures(Splits<E> splits, Config config) {
    return List.of();
  }
}

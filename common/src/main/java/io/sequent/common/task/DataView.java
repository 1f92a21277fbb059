package io.sequent.common.task;

import io.sequent.common.check.DataCheck;
import io.sequent.common.check.DataCheck.Item;
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

  /**
   * What a check finds in the data; by default examples that are equal.
   *
   * @param config of the training that the data are for
   */
  default DataCheck check(Splits<E> splits, Config config) {
    return DataCheck.ofTexts(
        splits.map(example -> new Item(String.valueOf(example), List.of())),
        "examples",
        "label",
        text -> List.of(text));
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

package io.sequent.common.evaluation;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Collects a network's output over one split and evaluates it.
 *
 * @param <E> one example
 */
public interface Evaluator<E> {
  /**
   * Adds one minibatch. Batches come in any order, each example once.
   *
   * @param examples the examples
   * @param output the network's output, row {@code i} for example {@code i}
   */
  void add(List<E> examples, INDArray output);

  /** The evaluation of everything added; its scores in the order in which examples were added. */
  Evaluation result();
}

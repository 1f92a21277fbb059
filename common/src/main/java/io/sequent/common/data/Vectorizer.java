package io.sequent.common.data;

import java.util.List;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Turns examples into arrays.
 *
 * @param <E> one example
 */
public interface Vectorizer<E> {
  /** Time steps that the example will take; batches are made of examples of similar length. */
  int length(E example);

  /**
   * One minibatch.
   *
   * @param examples at least one; row {@code i} of every array belongs to example {@code i}
   * @return features {@code [batch, channels, time]}, labels as the network's output layer wants
   *     them, and masks {@code [batch, time]} where lengths differ
   */
  DataSet vectorize(List<E> examples);
}

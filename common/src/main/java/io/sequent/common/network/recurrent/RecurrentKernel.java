package io.sequent.common.network.recurrent;

import io.sequent.common.network.engine.Scratch.Memory;
import io.sequent.common.network.layer.SequenceMask;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Computes one direction of one recurrent layer over whole sequences. Sequences are time-major
 * matrices of shape [time * batch, features]: row {@code t * batch + b} is step {@code t} of
 * sequence {@code b}, the layout {@code tnc} of oneDNN.
 *
 * <p>A masked step leaves the state unchanged and outputs zeros; its input has no influence and
 * gets no gradient. So the results of a padded batch are those of its sequences on their own, in
 * both directions.
 */
interface RecurrentKernel {
  /**
   * Runs over all steps.
   *
   * @param input shape [time * batch, input], order c
   * @param batch number of sequences
   * @param output is written, shape [time * batch, hidden]; each row contiguous, possibly some
   *     columns of a wider matrix; the pass does not read it again, so it may be changed
   */
  Pass forward(
      CellType cell,
      RecurrentWeights weights,
      INDArray input,
      int batch,
      INDArray output,
      Options options);

  /**
   * How to run.
   *
   * @param reverse from the last step to the first; outputs stay at the place of their inputs
   * @param initial the state before the first step; null for zeros
   * @param mask which steps count; null for all
   * @param recurrentDropout factors for the previous output where it meets the recurrent weights, 0
   *     or 1 / keep, the same for all steps (Gal and Ghahramani 2016), shape [batch, hidden]; null
   *     for none
   * @param training whether {@link Pass#backward} will be called
   * @param memory allocates arrays that the backward pass needs
   * @param scratch allocates arrays that are not needed after the call
   */
  record Options(
      boolean reverse,
      @Nullable RecurrentState initial,
      @Nullable SequenceMask mask,
      @Nullable INDArray recurrentDropout,
      boolean training,
      Memory memory,
      Memory scratch) {}

  /** A forward pass, with all that its backward pass needs. */
  interface Pass {
    /** The state after the last step that counts. */
    RecurrentState last();

    /**
     * The backward pass, at most once and with the weights and the input unchanged.
     *
     * @param outputGradient shape [time * batch, hidden], each row contiguous
     * @param weightGradient is overwritten
     * @param memory allocates the result
     * @param scratch allocates arrays that are not needed after the call
     * @throws IllegalStateException if the pass was not made for training
     */
    InputGradient backward(
        INDArray outputGradient, RecurrentWeights weightGradient, Memory memory, Memory scratch);
  }

  /**
   * Gradients of what went in.
   *
   * @param input shape [time * batch, input], order c
   * @param initial of the state before the first step; null if the pass had none
   */
  record InputGradient(INDArray input, @Nullable RecurrentState initial) {}
}

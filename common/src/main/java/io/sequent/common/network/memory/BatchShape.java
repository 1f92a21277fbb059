package io.sequent.common.network.memory;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * The size of a batch that a network reads.
 *
 * @param examples at least 1
 * @param input one example; all are as long as the longest
 */
public record BatchShape(int examples, InputType input) {
  /**
   * The size of a batch.
   *
   * @param features shape of the features of an example, the example's own dimension included
   * @param steps of the longest example, where there are steps
   */
  public static BatchShape of(int examples, long[] features, int steps) {
    return new BatchShape(
        examples,
        switch (features.length) {
          case 2 -> InputType.feedForward(features[1]);
          case 3 -> InputType.recurrent(features[1], steps);
          case 4 -> InputType.convolutional(features[2], features[3], features[1]);
          default ->
              throw new IllegalArgumentException(
                  "features %s, expected [batch, channels] or [batch, channels, time]"
                      .formatted(Arrays.toString(features)));
        });
  }

  /**
   * Numbers of an array with something of each example.
   *
   * @param ofAnExample what it has of one
   * @throws ArithmeticException if they do not fit into a long
   */
  long numbers(InputType ofAnExample) {
    return Math.multiplyExact(ofAnExample.arrayElementsPerExample(), examples);
  }

  /** The same, each example read twice. */
  public BatchShape doubled() {
    return new BatchShape(Math.multiplyExact(2, examples), input);
  }
}

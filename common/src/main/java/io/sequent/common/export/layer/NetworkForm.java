package io.sequent.common.export.layer;

import java.util.List;

/**
 * How a network is used outside.
 *
 * @param sequences what is known of their lengths
 * @param bags names for the inputs of {@linkplain
 *     io.sequent.common.network.layer.embedding.TokenBag bags}, in their order
 * @param temperature what the scores are divided by before the softmax of the output, above 0
 */
public record NetworkForm(SequenceForm sequences, List<String> bags, double temperature) {
  public NetworkForm {
    bags = List.copyOf(bags);
  }

  /** Padded sequences, without bags, probabilities as they are. */
  public static final NetworkForm PLAIN = new NetworkForm(SequenceForm.PADDED, List.of(), 1);
}

package io.sequent.common.task;

import java.util.List;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trained models of one task that predict together, by the mean of their outputs. A single model is
 * an ensemble of one and predicts exactly as it does alone.
 *
 * @param members one or more, compatible by {@link EnsembleRules#compatibility}; each reads
 *     examples with the vocabulary and the scales of its own training
 */
public record Ensemble<P extends Preparation>(List<Model<P>> members) {
  public Ensemble {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("no models, expected at least one");
    }
  }

  /** The ensemble of one model. */
  public static <P extends Preparation> Ensemble<P> of(Model<P> model) {
    return new Ensemble<>(List.of(model));
  }

  /** The first model, whose form of output the others follow. */
  public Model<P> first() {
    return members.get(0);
  }

  /** The output of each member, in their order. */
  public List<INDArray> outputs(Function<Model<P>, INDArray> output) {
    return members.stream().map(output).toList();
  }

  /** The mean of the members' outputs, which have one shape: of probabilities, their average. */
  public INDArray mean(Function<Model<P>, INDArray> output) {
    return mean(outputs(output));
  }

  /**
   * The mean of arrays; of a single one, itself.
   *
   * @param arrays at least one, all of one shape
   */
  static INDArray mean(List<INDArray> arrays) {
    if (arrays.size() == 1) {
      return arrays.get(0);
    }
    INDArray sum = arrays.get(0).dup();
    arrays.subList(1, arrays.size()).forEach(sum::addi);
    return sum.divi(arrays.size());
  }
}

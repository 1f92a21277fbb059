package io.sequent.common.network.loss;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Another loss, in which the examples of some classes count more than those of others. */
public final class WeightedClasses implements ILossFunction {
  private static final long serialVersionUID = 1L;

  private final ILossFunction loss;
  private final List<Double> weights;

  /**
   * A loss.
   *
   * @param loss what is weighted
   * @param weights weight of an example of each class, none below 0
   */
  public WeightedClasses(
      @JsonProperty("loss") ILossFunction loss, @JsonProperty("weights") List<Double> weights) {
    this.loss = loss;
    this.weights = List.copyOf(weights);
  }

  public ILossFunction getLoss() {
    return loss;
  }

  public List<Double> getWeights() {
    return weights;
  }

  @Override
  public double computeScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    INDArray scores = computeScoreArray(labels, preOutput, activation, mask);
    double sum = scores.sumNumber().doubleValue();
    return average ? sum / scores.size(0) : sum;
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
    INDArray scores = loss.computeScoreArray(labels, preOutput, activation, mask);
    return scores.reshape(scores.length(), 1).muli(ofRows(labels, preOutput));
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
    return loss.computeGradient(labels, preOutput, activation, mask)
        .muliColumnVector(ofRows(labels, preOutput));
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    return new Pair<>(
        computeScore(labels, preOutput, activation, mask, average),
        computeGradient(labels, preOutput, activation, mask));
  }

  /** What each row counts, shape [rows, 1]. */
  private INDArray ofRows(INDArray labels, INDArray preOutput) {
    double[] each = weights.stream().mapToDouble(Double::doubleValue).toArray();
    INDArray column = Nd4j.createFromArray(each).castTo(preOutput.dataType());
    return labels.castTo(preOutput.dataType()).mmul(column.reshape(each.length, 1));
  }

  @Override
  public String name() {
    return toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeightedClasses that
        && loss.equals(that.loss)
        && weights.equals(that.weights);
  }

  @Override
  public int hashCode() {
    return Objects.hash(loss, weights);
  }

  @Override
  public String toString() {
    return "WeightedClasses(loss=" + loss + ", weights=" + weights + ")";
  }
}

package io.sequent.common.network.recurrent;

import io.sequent.common.network.recurrent.RecurrentKernel.Options;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link CellType#GRU} in ND4J operations. */
final class GruPass extends PortablePass {
  // Activations of all steps; in the backward pass slopes, then gradients before the activation.
  private final INDArray update;
  private final INDArray reset;
  private final INDArray candidate;
  private final INDArray product; // Rh + b' of the candidate

  /** The share of the previous output's gradient that passes the update gate. */
  private INDArray passing;

  GruPass(RecurrentWeights weights, INDArray input, int batch, Options options) {
    super(CellType.GRU, weights, input, batch, options);
    update = project(0);
    reset = project(1);
    candidate = project(2);
    product = recurrentBias();
    passing = update;
  }

  @Override
  void advance(Step step) {
    INDArray h = step.previousOutput();
    INDArray z = step.of(update);
    INDArray r = step.of(reset);
    INDArray n = step.of(candidate);
    INDArray p = step.of(product);
    addRecurrent(0, h, z);
    addRecurrent(1, h, r);
    addRecurrent(2, h, p);
    Transforms.sigmoid(z, false);
    Transforms.sigmoid(r, false);
    INDArray next = step.after(states());
    n.addi(r.muli(p, next));
    Transforms.tanh(n, false);
    step.before(states()).subi(n, next).muli(z).addi(n);
  }

  @Override
  void skip(Step step) {}

  @Override
  void prepareBackward() {
    // dn = dh (1-z)(1-n²),  dz = dh (h-n) z(1-z),  dr = dn p r(1-r),  dp = dn r,  dh' = dh z + ...
    INDArray open = update.rsub(1);
    INDArray updateSlope = statesBefore(states()).sub(candidate).muli(update).muli(open);
    candidate.muli(candidate).rsubi(1).muli(open);
    product.muli(reset).muli(open.assign(reset).rsubi(1));
    passing = oneWhereMasked(masked(open.assign(update)));
    update.assign(updateSlope);
    masked(update);
    masked(reset);
    masked(candidate);
    masked(product);
  }

  @Override
  void retreat(Step step, INDArray gradient) {
    INDArray n = step.of(candidate).muli(gradient);
    step.of(update).muli(gradient);
    step.of(product).muli(n);
    step.of(reset).muli(n);
    gradient.muli(step.of(passing));
    addThroughWeights(step, gradient, false);
  }

  // After the backward pass `product` holds the reset gate's gradient and `reset` the product's.

  @Override
  List<INDArray> inputDeltas() {
    return List.of(update, product, candidate);
  }

  @Override
  List<INDArray> recurrentDeltas() {
    return List.of(update, product, reset);
  }
}

package io.sequent.common.network.recurrent;

import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A random orthogonal square matrix (Saxe et al. 2014): it preserves the length of vectors, so that
 * gradients neither vanish nor explode. From the QR decomposition of Gaussian noise, with the signs
 * that make the distribution uniform (Mezzadri 2007).
 */
public final class Orthogonal implements IWeightInit {
  private static final long serialVersionUID = 1L;

  @Override
  public INDArray init(double fanIn, double fanOut, long[] shape, char order, INDArray view) {
    if (shape.length != 2 || shape[0] != shape[1]) {
      throw new IllegalArgumentException(
          "orthogonal weights must be square, not " + shape[0] + " x " + shape[1]);
    }
    long n = shape[0];
    INDArray q = Nd4j.randn(view.dataType(), n, n).dup('f');
    INDArray r = Nd4j.create(view.dataType(), new long[] {n, n}, 'f');
    Nd4j.getBlasWrapper().lapack().geqrf(q, r); // Q replaces the noise.
    for (int i = 0; i < n; i++) {
      if (r.getDouble(i, i) < 0) {
        q.getColumn(i).negi();
      }
    }
    INDArray matrix = view.reshape(order, n, n);
    return matrix.assign(q);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Orthogonal;
  }

  @Override
  public int hashCode() {
    return Orthogonal.class.hashCode();
  }
}

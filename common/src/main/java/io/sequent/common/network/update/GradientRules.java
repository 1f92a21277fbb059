package io.sequent.common.network.update;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The updaters of Deeplearning4j other than {@link AdamRules Adam and its relatives}, as the
 * kernels {@code updater*.cpp} of libnd4j compute them in float. The loops have neither branches
 * nor doubles, so that the compiler turns them into vector instructions.
 */
final class GradientRules {
  private GradientRules() {}

  record AdaGradRule(float rate, float epsilon, @Override List<INDArray> moments)
      implements UpdateRule {
    @Override
    public boolean restsAtZero() {
      return true;
    }

    @Override
    public void apply(float[] p, float[] g, float[][] moments, int n, float scale, float decay) {
      float rate = this.rate;
      float epsilon = this.epsilon;
      float[] squares = moments[0];
      for (int i = 0; i < n; i++) {
        float gradient = g[i] * scale;
        float sum = squares[i] + gradient * gradient;
        squares[i] = sum;
        p[i] -= rate * gradient / ((float) Math.sqrt(sum) + epsilon) + decay * p[i];
      }
    }
  }

  record AdaDeltaRule(float rho, float epsilon, @Override List<INDArray> moments)
      implements UpdateRule {
    @Override
    public boolean restsAtZero() {
      return false;
    }

    @Override
    public void apply(float[] p, float[] g, float[][] moments, int n, float scale, float decay) {
      float rho = this.rho;
      float rest = 1 - rho;
      float epsilon = this.epsilon;
      float[] gradients = moments[0];
      float[] updates = moments[1];
      for (int i = 0; i < n; i++) {
        float gradient = g[i] * scale;
        float square = rho * gradients[i] + gradient * gradient * rest;
        float update =
            gradient
                * ((float) Math.sqrt(updates[i] + epsilon) / (float) Math.sqrt(square + epsilon));
        gradients[i] = square;
        updates[i] = rho * updates[i] + update * update * rest;
        p[i] -= update + decay * p[i];
      }
    }
  }

  record RmsPropRule(float rate, float keep, float epsilon, @Override List<INDArray> moments)
      implements UpdateRule {
    @Override
    public boolean restsAtZero() {
      return false;
    }

    @Override
    public void apply(float[] p, float[] g, float[][] moments, int n, float scale, float decay) {
      float rate = this.rate;
      float keep = this.keep;
      float rest = 1 - keep;
      float epsilon = this.epsilon;
      float[] squares = moments[0];
      for (int i = 0; i < n; i++) {
        float gradient = g[i] * scale;
        float mean = squares[i] * keep + gradient * gradient * rest;
        squares[i] = mean;
        p[i] -= rate * gradient / ((float) Math.sqrt(mean) + epsilon) + decay * p[i];
      }
    }
  }

  record NesterovsRule(float rate, float momentum, @Override List<INDArray> moments)
      implements UpdateRule {
    @Override
    public boolean restsAtZero() {
      return false;
    }

    @Override
    public void apply(float[] p, float[] g, float[][] moments, int n, float scale, float decay) {
      float rate = this.rate;
      float momentum = this.momentum;
      float ahead = -momentum - 1;
      float[] v = moments[0];
      for (int i = 0; i < n; i++) {
        float before = momentum * v[i];
        float velocity = before - rate * (g[i] * scale);
        v[i] = velocity;
        p[i] -= before + ahead * velocity + decay * p[i];
      }
    }
  }

  record SgdRule(float rate) implements UpdateRule {
    @Override
    public List<INDArray> moments() {
      return List.of();
    }

    @Override
    public boolean restsAtZero() {
      return true;
    }

    @Override
    public void apply(float[] p, float[] g, float[][] moments, int n, float scale, float decay) {
      float rate = this.rate;
      for (int i = 0; i < n; i++) {
        p[i] -= rate * (g[i] * scale) + decay * p[i];
      }
    }
  }
}

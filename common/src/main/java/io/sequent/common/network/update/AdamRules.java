package io.sequent.common.network.update;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Adam and its relatives, as the kernels {@code updater*.cpp} of libnd4j compute them in float. The
 * loops have neither branches nor doubles, so that the compiler turns them into vector
 * instructions; they look alike, but each rounds in its own order.
 */
final class AdamRules {
  private AdamRules() {}

  /** The hyperparameters of Adam and its relatives, as floats. */
  record Betas(float rate, float beta1, float beta2, float epsilon) {
    /** Rounds where libnd4j does; the bias correction is part of the rate. */
    Betas(double rate, double beta1, double beta2, double epsilon, int iteration) {
      this(
          corrected((float) rate, (float) beta1, (float) beta2, (float) epsilon, iteration + 1),
          (float) beta1,
          (float) beta2,
          (float) epsilon);
    }

    private static float corrected(
        float rate, float beta1, float beta2, float epsilon, int updates) {
      float power1 = (float) Math.pow(beta1, updates);
      float power2 = (float) Math.pow(beta2, updates);
      float corrected = (float) (rate * (float) Math.sqrt((float) (1.0 - power2)) / (1.0 - power1));
      // As odd as it is, libnd4j treats a rate of zero this way.
      return corrected == 0 || !Float.isFinite(corrected) ? epsilon : corrected;
    }
  }

  record AdamRule(Betas betas, @Override List<INDArray> moments) implements UpdateRule {
    @Override
    public boolean restsAtZero() {
      return false;
    }

    @Override
    public void apply(float[] p, float[] g, float[][] moments, int n, float scale, float decay) {
      float rate = betas.rate;
      float beta1 = betas.beta1;
      float beta2 = betas.beta2;
      float epsilon = betas.epsilon;
      float rest1 = 1 - beta1;
      float rest2 = 1 - beta2;
      float[] m = moments[0];
      float[] v = moments[1];
      for (int i = 0; i < n; i++) {
        float gradient = g[i] * scale;
        float first = beta1 * m[i] + gradient * rest1;
        float second = beta2 * v[i] + gradient * gradient * rest2;
        m[i] = first;
        v[i] = second;
        p[i] -= first * rate / ((float) Math.sqrt(second) + epsilon) + decay * p[i];
      }
    }
  }

  record AmsGradRule(Betas betas, @Override List<INDArray> moments) implements UpdateRule {
    @Override
    public boolean restsAtZero() {
      return false;
    }

    @Override
    public void apply(float[] p, float[] g, float[][] moments, int n, float scale, float decay) {
      float rate = betas.rate;
      float beta1 = betas.beta1;
      float beta2 = betas.beta2;
      float epsilon = betas.epsilon;
      float rest1 = 1 - beta1;
      float rest2 = 1 - beta2;
      float[] m = moments[0];
      float[] v = moments[1];
      float[] highest = moments[2];
      for (int i = 0; i < n; i++) {
        float gradient = g[i] * scale;
        float first = beta1 * m[i] + gradient * rest1;
        float second = beta2 * v[i] + gradient * gradient * rest2;
        float high = Math.max(highest[i], second);
        m[i] = first;
        v[i] = second;
        highest[i] = high;
        p[i] -= rate * first / ((float) Math.sqrt(high) + epsilon) + decay * p[i];
      }
    }
  }

  record AdaBeliefRule(Betas betas, @Override List<INDArray> moments) implements UpdateRule {
    @Override
    public boolean restsAtZero() {
      return false;
    }

    @Override
    public void apply(float[] p, float[] g, float[][] moments, int n, float scale, float decay) {
      float rate = betas.rate;
      float beta1 = betas.beta1;
      float beta2 = betas.beta2;
      float epsilon = betas.epsilon;
      float rest1 = 1 - beta1;
      float rest2 = 1 - beta2;
      float[] m = moments[0];
      float[] s = moments[1];
      for (int i = 0; i < n; i++) {
        float gradient = g[i] * scale;
        float first = beta1 * m[i] + gradient * rest1;
        float surprise = gradient - first;
        float second = beta2 * s[i] + surprise * surprise * rest2 + epsilon;
        m[i] = first;
        s[i] = second;
        p[i] -= first * rate / ((float) Math.sqrt(second) + epsilon) + decay * p[i];
      }
    }
  }
}

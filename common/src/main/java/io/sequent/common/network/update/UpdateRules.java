package io.sequent.common.network.update;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AMSGradUpdater;
import org.nd4j.linalg.learning.AdaBeliefUpdater;
import org.nd4j.linalg.learning.AdaDeltaUpdater;
import org.nd4j.linalg.learning.AdaGradUpdater;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.NesterovsUpdater;
import org.nd4j.linalg.learning.NoOpUpdater;
import org.nd4j.linalg.learning.RmsPropUpdater;
import org.nd4j.linalg.learning.SgdUpdater;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;

/**
 * The rules of Deeplearning4j's updaters, as the kernels {@code updater*.cpp} of libnd4j compute
 * them in float. The loops have neither branches nor doubles, so the compiler makes vector
 * instructions of them.
 */
final class UpdateRules {
  private UpdateRules() {}

  /**
   * The rule of an updater at an iteration.
   *
   * @return null for an updater of another kind
   */
  static @Nullable UpdateRule of(GradientUpdater<?> updater, int iteration, int epoch) {
    Class<?> kind = updater.getClass(); // A subclass may do anything.
    if (kind == AdamUpdater.class) {
      AdamUpdater state = (AdamUpdater) updater;
      Adam c = state.getConfig();
      return new AdamRule(
          new Betas(
              c.getLearningRate(iteration, epoch),
              c.getBeta1(),
              c.getBeta2(),
              c.getEpsilon(),
              iteration),
          List.of(state.getM(), state.getV()));
    }
    if (kind == AMSGradUpdater.class) {
      AMSGradUpdater state = (AMSGradUpdater) updater;
      AMSGrad c = state.getConfig();
      return new AmsGradRule(
          new Betas(
              c.getLearningRate(iteration, epoch),
              c.getBeta1(),
              c.getBeta2(),
              c.getEpsilon(),
              iteration),
          List.of(state.getM(), state.getV(), state.getVHat()));
    }
    if (kind == AdaBeliefUpdater.class) {
      AdaBeliefUpdater state = (AdaBeliefUpdater) updater;
      AdaBelief c = state.getConfig();
      return new AdaBeliefRule(
          new Betas(
              c.getLearningRate(iteration, epoch),
              c.getBeta1(),
              c.getBeta2(),
              c.getEpsilon(),
              iteration),
          List.of(state.getM(), state.getS()));
    }
    if (kind == AdaGradUpdater.class) {
      AdaGradUpdater state = (AdaGradUpdater) updater;
      AdaGrad c = state.getConfig();
      return new AdaGradRule(
          (float) c.getLearningRate(iteration, epoch),
          (float) c.getEpsilon(),
          List.of(state.getHistoricalGradient()));
    }
    if (kind == AdaDeltaUpdater.class) {
      AdaDeltaUpdater state = (AdaDeltaUpdater) updater;
      AdaDelta c = state.getConfig();
      return new AdaDeltaRule(
          (float) c.getRho(), (float) c.getEpsilon(), List.of(state.getMsg(), state.getMsdx()));
    }
    if (kind == RmsPropUpdater.class) {
      RmsPropUpdater state = (RmsPropUpdater) updater;
      RmsProp c = state.getConfig();
      return new RmsPropRule(
          (float) c.getLearningRate(iteration, epoch),
          (float) c.getRmsDecay(),
          (float) c.getEpsilon(),
          List.of(state.getLastGradient()));
    }
    if (kind == NesterovsUpdater.class) {
      NesterovsUpdater state = (NesterovsUpdater) updater;
      Nesterovs c = state.getConfig();
      return new NesterovsRule(
          (float) c.getLearningRate(iteration, epoch),
          (float) c.currentMomentum(iteration, epoch),
          List.of(state.getV()));
    }
    if (kind == SgdUpdater.class) {
      return new SgdRule(
          (float) ((SgdUpdater) updater).getConfig().getLearningRate(iteration, epoch));
    }
    if (kind == NoOpUpdater.class) {
      return new SgdRule(1); // Batch normalisation puts the change of its averages there.
    }
    return null;
  }

  /** The numbers of Adam and its relatives. */
  private record Betas(float rate, float beta1, float beta2, float epsilon) {
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
      // libnd4j's way with a rate of zero, odd as it is.
      return corrected == 0 || !Float.isFinite(corrected) ? epsilon : corrected;
    }
  }

  private record AdamRule(Betas betas, @Override List<INDArray> moments) implements UpdateRule {
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

  private record AmsGradRule(Betas betas, @Override List<INDArray> moments) implements UpdateRule {
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

  private record AdaBeliefRule(Betas betas, @Override List<INDArray> moments)
      implements UpdateRule {
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

  private record AdaGradRule(float rate, float epsilon, @Override List<INDArray> moments)
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

  private record AdaDeltaRule(float rho, float epsilon, @Override List<INDArray> moments)
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

  private record RmsPropRule(
      float rate, float keep, float epsilon, @Override List<INDArray> moments)
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

  private record NesterovsRule(float rate, float momentum, @Override List<INDArray> moments)
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

  private record SgdRule(float rate) implements UpdateRule {
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

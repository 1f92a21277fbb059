package io.sequent.common.network.update;

import java.util.List;
import org.jspecify.annotations.Nullable;
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
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;

/** Finds the {@link UpdateRule} of an updater of Deeplearning4j. */
final class UpdateRules {
  private UpdateRules() {}

  /**
   * The rule of an updater at an iteration.
   *
   * @param factor of the learning rate, if the updater has one
   * @return null for an updater of another kind
   */
  static @Nullable UpdateRule of(
      GradientUpdater<?> updater, double factor, int iteration, int epoch) {
    Class<?> kind = updater.getClass(); // A subclass may do anything.
    IUpdater config = updater.getConfig();
    double rate = config.hasLearningRate() ? factor * config.getLearningRate(iteration, epoch) : 1;
    if (kind == AdamUpdater.class) {
      AdamUpdater state = (AdamUpdater) updater;
      Adam c = state.getConfig();
      return new AdamRules.AdamRule(
          new AdamRules.Betas(rate, c.getBeta1(), c.getBeta2(), c.getEpsilon(), iteration),
          List.of(state.getM(), state.getV()));
    }
    if (kind == AMSGradUpdater.class) {
      AMSGradUpdater state = (AMSGradUpdater) updater;
      AMSGrad c = state.getConfig();
      return new AdamRules.AmsGradRule(
          new AdamRules.Betas(rate, c.getBeta1(), c.getBeta2(), c.getEpsilon(), iteration),
          List.of(state.getM(), state.getV(), state.getVHat()));
    }
    if (kind == AdaBeliefUpdater.class) {
      AdaBeliefUpdater state = (AdaBeliefUpdater) updater;
      AdaBelief c = state.getConfig();
      return new AdamRules.AdaBeliefRule(
          new AdamRules.Betas(rate, c.getBeta1(), c.getBeta2(), c.getEpsilon(), iteration),
          List.of(state.getM(), state.getS()));
    }
    if (kind == AdaGradUpdater.class) {
      AdaGradUpdater state = (AdaGradUpdater) updater;
      AdaGrad c = state.getConfig();
      return new GradientRules.AdaGradRule(
          (float) rate, (float) c.getEpsilon(), List.of(state.getHistoricalGradient()));
    }
    if (kind == AdaDeltaUpdater.class) {
      AdaDeltaUpdater state = (AdaDeltaUpdater) updater;
      AdaDelta c = state.getConfig();
      return new GradientRules.AdaDeltaRule(
          (float) c.getRho(), (float) c.getEpsilon(), List.of(state.getMsg(), state.getMsdx()));
    }
    if (kind == RmsPropUpdater.class) {
      RmsPropUpdater state = (RmsPropUpdater) updater;
      RmsProp c = state.getConfig();
      return new GradientRules.RmsPropRule(
          (float) rate,
          (float) c.getRmsDecay(),
          (float) c.getEpsilon(),
          List.of(state.getLastGradient()));
    }
    if (kind == NesterovsUpdater.class) {
      NesterovsUpdater state = (NesterovsUpdater) updater;
      Nesterovs c = state.getConfig();
      return new GradientRules.NesterovsRule(
          (float) rate, (float) c.currentMomentum(iteration, epoch), List.of(state.getV()));
    }
    if (kind == SgdUpdater.class) {
      return new GradientRules.SgdRule((float) rate);
    }
    if (kind == NoOpUpdater.class) {
      // Batch normalisation passes the change of its averages as the gradient.
      return new GradientRules.SgdRule(1);
    }
    return null;
  }
}

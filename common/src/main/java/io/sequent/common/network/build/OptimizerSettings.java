package io.sequent.common.network.build;

import io.sequent.common.config.Setting;
import java.util.List;

/** Settings of the optimizer. */
public final class OptimizerSettings {
  public static final Setting<Optimizer> OPTIMIZER =
      Setting.choice("optimizer", Optimizer.ADAM, "optimizer of the weights");
  public static final Setting<Double> LEARNING_RATE =
      Setting.decimal(
              "learning-rate",
              1e-3,
              0,
              10,
              "learning rate, which a schedule may change; adadelta ignores it")
          .comparedAt("1e-4", "3e-4", "1e-3", "3e-3", "1e-2");
  public static final Setting<Double> MOMENTUM =
      Setting.decimal("momentum", 0.9, 0, 0.9999, "momentum, nesterovs only");
  public static final Setting<Double> WEIGHT_DECAY =
      Setting.decimal("weight-decay", 0.01, 0, 1, "decoupled weight decay per step, adamw only")
          .offAt(0.0);
  public static final Setting<GradientClipping> GRADIENT_CLIPPING =
      Setting.choice(
          "gradient-clipping",
          GradientClipping.NONE,
          "clip each value of the gradient, or the norm of each layer's gradient");
  public static final Setting<Double> CLIP_THRESHOLD =
      Setting.decimal("clip-threshold", 1, 1e-6, 1e6, "threshold of gradient-clipping");

  private OptimizerSettings() {}

  public static List<Setting<?>> all() {
    return List.of(
        OPTIMIZER, LEARNING_RATE, MOMENTUM, WEIGHT_DECAY, GRADIENT_CLIPPING, CLIP_THRESHOLD);
  }
}

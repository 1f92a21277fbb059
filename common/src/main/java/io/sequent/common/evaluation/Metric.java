package io.sequent.common.evaluation;

import java.util.Set;

/**
 * The direction of metrics. A metric is a name in {@code result.json}: {@code loss}, {@code
 * accuracy}, {@code macroF1}, {@code entityF1}, {@code entityMacroF1}, {@code tokenAccuracy},
 * {@code sentenceMacroF1}, {@code mse}, {@code mae}, {@code mape} (percent), {@code mase}, {@code
 * nats}, {@code bits}; a reference forecast's carries a prefix, such as {@code baseline.mape}.
 */
public final class Metric {
  private static final Set<String> LOWER_IS_BETTER =
      Set.of("loss", "mse", "rmse", "mae", "mape", "mase", "nats", "bits", "perplexity");

  private Metric() {}

  /** Whether a smaller value of the metric is the better one. */
  public static boolean lowerIsBetter(String name) {
    return LOWER_IS_BETTER.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}

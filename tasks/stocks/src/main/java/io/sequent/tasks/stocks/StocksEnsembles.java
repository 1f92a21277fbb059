package io.sequent.tasks.stocks;

import io.sequent.common.config.Config;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.EnsembleRules;
import io.sequent.common.task.Model;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Models of the same windows and series predict together by the mean of their prices. */
final class StocksEnsembles implements EnsembleRules<PriceWindow, StocksPreparation> {
  @Override
  public Map<String, String> compatibility(Model<StocksPreparation> model) {
    Config config = model.config();
    Map<String, String> shared =
        config.asText(
            List.of(
                StocksSettings.COLUMNS,
                StocksSettings.WINDOW,
                StocksSettings.HORIZON,
                StocksSettings.SPLIT,
                StocksSettings.SPLIT_SEED,
                StocksSettings.FOLDS));
    if (config.get(StocksSettings.SPLIT) == Split.WALK_FORWARD) {
      shared.put(StocksSettings.FOLD.name(), String.valueOf(WalkForward.from(config).fold()));
    }
    shared.put("series", String.join(", ", model.preparation().series()));
    return shared;
  }

  @Override
  public INDArray mean(
      Ensemble<StocksPreparation> models, List<PriceWindow> windows, List<INDArray> outputs) {
    StocksPreparation scales = models.first().preparation();
    double[][] values = meanPrices(models, windows, outputs);
    for (int w = 0; w < values.length; w++) {
      for (int i = 0; i < values[w].length; i++) {
        values[w][i] = scales.output(values[w][i], windows.get(w).last(i), i);
      }
    }
    return Nd4j.createFromArray(values);
  }

  /** The mean forecasts of some windows, shape {@code [windows, series]}, in prices. */
  static double[][] meanPrices(
      Ensemble<StocksPreparation> models, List<PriceWindow> windows, List<INDArray> outputs) {
    int series = models.first().preparation().series().size();
    double[][] prices = new double[windows.size()][series];
    for (int m = 0; m < outputs.size(); m++) {
      StocksPreparation scales = models.members().get(m).preparation();
      for (int w = 0; w < prices.length; w++) {
        for (int i = 0; i < series; i++) {
          double output = outputs.get(m).getDouble(w, i);
          prices[w][i] += scales.price(output, windows.get(w).last(i), i) / outputs.size();
        }
      }
    }
    return prices;
  }
}

package io.sequent.tasks.stocks;

import io.sequent.common.data.Batches;
import io.sequent.common.predict.ForecastPrediction.Interval;
import io.sequent.common.task.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * How far closes of one series lay from their forecasts on validation, as factors of the forecast.
 *
 * @param low the 5 % quantile of close divided by forecast
 * @param high the 95 % quantile
 */
record ResidualSpread(double low, double high) {
  private static final double COVERAGE = 0.9;

  /** The spread of each series, in their order. */
  static List<ResidualSpread> of(Model<StocksPreparation> model, Batches<PriceWindow> validation) {
    StocksPreparation preparation = model.preparation();
    List<double[]> factors = new ArrayList<>();
    for (List<PriceWindow> batch : validation.forEvaluation()) {
      DataSet data = validation.vectorizer().vectorize(batch);
      INDArray output = model.network().output(data.getFeatures(), false);
      for (int w = 0; w < batch.size(); w++) {
        factors.add(factors(preparation, batch.get(w), output.getRow(w).toDoubleVector()));
      }
    }
    return IntStream.range(0, preparation.series().size())
        .mapToObj(i -> factors.stream().mapToDouble(row -> row[i]).sorted().toArray())
        .map(ResidualSpread::between)
        .toList();
  }

  private static double[] factors(
      StocksPreparation preparation, PriceWindow window, double[] output) {
    double[] factors = new double[output.length];
    Arrays.setAll(factors, i -> window.truth(i) / preparation.price(output[i], window.last(i), i));
    return factors;
  }

  private static ResidualSpread between(double... sorted) {
    return new ResidualSpread(
        quantile(sorted, (1 - COVERAGE) / 2), quantile(sorted, (1 + COVERAGE) / 2));
  }

  /** Linear interpolation between the order statistics (Hyndman and Fan 1996, type 7). */
  private static double quantile(double[] sorted, double share) {
    double rank = share * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  /** The interval around a forecast. */
  Interval interval(double forecast) {
    return new Interval(low * forecast, high * forecast, COVERAGE, Interval.VALIDATION_RESIDUALS);
  }
}

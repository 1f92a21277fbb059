package io.sequent.tasks.stocks;

import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.evaluation.ExampleScores;
import io.sequent.common.evaluation.RegressionReport;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Judges forecasts in prices, beside persistence: the last close as the forecast. */
final class StocksEvaluator implements Evaluator<PriceWindow> {
  private final StocksPreparation preparation;
  private final List<Forecast> forecasts = new ArrayList<>();
  private double squares;

  StocksEvaluator(StocksPreparation preparation) {
    this.preparation = preparation;
  }

  /** A window with the prices told for it, by series. */
  private record Forecast(PriceWindow window, double[] prices) {}

  /**
   * Takes one minibatch.
   *
   * @param output scaled forecasts, shape {@code [batch, series]}
   */
  @Override
  public void add(List<PriceWindow> windows, INDArray output) {
    int series = preparation.series().size();
    for (int w = 0; w < windows.size(); w++) {
      PriceWindow window = windows.get(w);
      double[] prices = new double[series];
      for (int i = 0; i < series; i++) {
        double told = output.getDouble(w, i);
        squares += Math.pow(told - preparation.output(window, i), 2);
        prices[i] = preparation.price(told, window.last(i), i);
      }
      forecasts.add(new Forecast(window, prices));
    }
  }

  @Override
  public Evaluation result() {
    Map<String, ExampleScores> scores =
        Map.of(
            "mse", scores((truth, told) -> Math.pow(told - truth, 2)),
            "mape", scores((truth, told) -> 100 * Math.abs(told - truth) / truth));
    forecasts.sort(Comparator.comparingInt(f -> f.window().target()));
    int series = preparation.series().size();
    double[] truth = all(i -> truths(i));
    double[] naive = all(i -> lasts(i));
    RegressionReport report = RegressionReport.of(truth, all(i -> told(i)));
    RegressionReport persistence = RegressionReport.of(truth, naive);

    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("mse", report.mse());
    metrics.put("mape", orNaN(report.mape()));
    metrics.put(
        "mase",
        IntStream.range(0, series)
            .mapToDouble(i -> orNaN(of(i).mase(truths(i), lasts(i))))
            .average()
            .orElseThrow());
    metrics.put("rmse", report.rmse());
    metrics.put("mae", report.mae());
    metrics.put("baseline.mse", persistence.mse());
    metrics.put("baseline.mape", orNaN(persistence.mape()));
    for (int i = 0; i < series; i++) {
      String name = preparation.series().get(i);
      metrics.put("pearson." + name, orNaN(of(i).correlation()));
      metrics.put(
          "directionalAccuracy." + name,
          orNaN(RegressionReport.directionalAccuracy(lasts(i), truths(i), told(i))));
    }
    metrics.put("loss", squares / (forecasts.size() * (double) series));
    return new Evaluation(metrics, scores, List.of(table()), pictures());
  }

  /** The error of each forecast, the mean over its series. */
  private ExampleScores scores(DoubleBinaryOperator error) {
    return ExampleScores.of(
        forecasts.stream()
            .mapToDouble(
                forecast ->
                    IntStream.range(0, preparation.series().size())
                        .mapToDouble(
                            i ->
                                error.applyAsDouble(
                                    forecast.window().truth(i), forecast.prices()[i]))
                        .average()
                        .orElseThrow())
            .toArray());
  }

  private Table table() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < preparation.series().size(); i++) {
      String name = preparation.series().get(i);
      rows.add(row(name, of(i), of(i).mase(truths(i), lasts(i))));
      rows.add(
          row(
              name + ", persistence",
              RegressionReport.of(truths(i), lasts(i)),
              OptionalDouble.of(1)));
    }
    return new Table(
        "Series", List.of("forecast", "MSE", "MAE", "MAPE %", "MASE", "Pearson"), rows);
  }

  private static List<String> row(String name, RegressionReport report, OptionalDouble mase) {
    return List.of(
        name,
        text(report.mse()),
        text(report.mae()),
        text(orNaN(report.mape())),
        text(orNaN(mase)),
        text(orNaN(report.correlation())));
  }

  private List<Picture> pictures() {
    List<LocalDate> days = forecasts.stream().map(f -> f.window().targetDay()).toList();
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < preparation.series().size(); i++) {
      String name = preparation.series().get(i);
      String file = name.toLowerCase(Locale.ROOT);
      ForecastCharts charts = new ForecastCharts("price", days, truths(i), told(i), lasts(i));
      pictures.add(new Picture("forecast-" + file, charts.values(name + ", close and forecast")));
      pictures.add(new Picture("residuals-" + file, charts.residuals(name + ", residuals")));
    }
    return pictures;
  }

  private RegressionReport of(int i) {
    return RegressionReport.of(truths(i), told(i));
  }

  private double[] truths(int i) {
    return values(f -> f.window().truth(i));
  }

  private double[] lasts(int i) {
    return values(f -> f.window().last(i));
  }

  private double[] told(int i) {
    return values(f -> f.prices()[i]);
  }

  private double[] values(ToDoubleFunction<Forecast> value) {
    return forecasts.stream().mapToDouble(value).toArray();
  }

  /** The values of all series, one after the other. */
  private double[] all(IntFunction<double[]> ofSeries) {
    return IntStream.range(0, preparation.series().size())
        .mapToObj(ofSeries)
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  private static double orNaN(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }
}

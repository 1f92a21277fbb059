package io.sequent.tasks.stocks;

import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.evaluation.Evaluation.MetricValue;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.evaluation.ExampleScores;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.report.Decimals;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Evaluates forecasts in prices, beside persistence: the last close as the forecast. */
final class StocksEvaluator implements Evaluator<PriceWindow> {
  private static final Metric MSE = Metric.lower("mse").in("price²");
  private static final Metric MAPE = Metric.lower("mape").in("%");
  private static final Metric MASE = Metric.lower("mase");
  private static final Metric RMSE = Metric.lower("rmse").in("price");
  private static final Metric MAE = Metric.lower("mae").in("price");
  private static final Metric BASELINE_MSE = MSE.named("baseline.mse");
  private static final Metric BASELINE_MAPE = MAPE.named("baseline.mape");
  private static final String PEARSON = "pearson.";
  private static final String DIRECTIONAL_ACCURACY = "directionalAccuracy.";

  private final StocksPreparation preparation;
  private final List<Forecast> forecasts = new ArrayList<>();
  private double squares;

  StocksEvaluator(StocksPreparation preparation) {
    this.preparation = preparation;
  }

  /** A window with its forecast prices, by series. */
  private record Forecast(PriceWindow window, double[] prices) {}

  /** The metrics of an evaluation. */
  static Metric[] metrics() {
    return new Metric[] {
      MAPE,
      MSE,
      MASE,
      RMSE,
      MAE,
      BASELINE_MSE,
      BASELINE_MAPE,
      Metric.higher(PEARSON + "*"),
      Metric.higher(DIRECTIONAL_ACCURACY + "*"),
      Metric.LOSS
    };
  }

  /**
   * Adds one minibatch.
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
        double value = output.getDouble(w, i);
        squares += Math.pow(value - preparation.output(window, i), 2);
        prices[i] = preparation.price(value, window.last(i), i);
      }
      forecasts.add(new Forecast(window, prices));
    }
  }

  @Override
  public Evaluation result() {
    Map<String, ExampleScores> scores =
        Map.of(
            MSE.name(), scores((truth, forecast) -> Math.pow(forecast - truth, 2)),
            MAPE.name(), scores((truth, forecast) -> 100 * Math.abs(forecast - truth) / truth));
    forecasts.sort(Comparator.comparingInt(f -> f.window().target()));
    int series = preparation.series().size();
    double[] truth = all(i -> truths(i));
    double[] naive = all(i -> lasts(i));
    RegressionReport report = RegressionReport.of(truth, all(i -> predicted(i)));
    RegressionReport persistence = RegressionReport.of(truth, naive);

    List<MetricValue> values = new ArrayList<>();
    values.add(MSE.of(report.mse()));
    values.add(MAPE.of(orNaN(report.mape())));
    values.add(
        MASE.of(
            IntStream.range(0, series)
                .mapToDouble(i -> orNaN(of(i).mase(truths(i), lasts(i))))
                .average()
                .orElseThrow()));
    values.add(RMSE.of(report.rmse()));
    values.add(MAE.of(report.mae()));
    values.add(BASELINE_MSE.of(persistence.mse()));
    values.add(BASELINE_MAPE.of(orNaN(persistence.mape())));
    for (int i = 0; i < series; i++) {
      String name = preparation.series().get(i);
      values.add(Metric.higher(PEARSON + name).of(orNaN(of(i).correlation())));
      values.add(
          Metric.higher(DIRECTIONAL_ACCURACY + name)
              .of(orNaN(RegressionReport.directionalAccuracy(lasts(i), truths(i), predicted(i)))));
    }
    values.add(Metric.LOSS.of(squares / (forecasts.size() * (double) series)));
    return new Evaluation(values, scores, List.of(table()), pictures());
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
      String file = PriceSeries.fileName(name);
      ForecastCharts charts = new ForecastCharts("price", days, truths(i), predicted(i), lasts(i));
      pictures.add(new Picture("forecast-" + file, charts.values(name + ", close and forecast")));
      pictures.add(new Picture("residuals-" + file, charts.residuals(name + ", residuals")));
    }
    return pictures;
  }

  private RegressionReport of(int i) {
    return RegressionReport.of(truths(i), predicted(i));
  }

  private double[] truths(int i) {
    return values(f -> f.window().truth(i));
  }

  private double[] lasts(int i) {
    return values(f -> f.window().last(i));
  }

  private double[] predicted(int i) {
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
    return Decimals.text(value, 4);
  }
}

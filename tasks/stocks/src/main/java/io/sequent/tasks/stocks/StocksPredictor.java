package io.sequent.tasks.stocks;

import io.sequent.common.config.Config;
import io.sequent.common.io.TextFile;
import io.sequent.common.predict.ForecastPrediction;
import io.sequent.common.predict.ForecastPrediction.Interval;
import io.sequent.common.predict.InputReader;
import io.sequent.common.predict.Inputs;
import io.sequent.common.predict.Predictor;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Forecasts the closes that follow a window of days, with intervals. */
final class StocksPredictor implements Predictor<DatedWindow, ForecastPrediction> {
  private final Ensemble<StocksPreparation> models;
  private final List<String> series;
  private final int horizon;

  StocksPredictor(Ensemble<StocksPreparation> models) {
    this.models = models;
    this.series = models.first().preparation().series();
    this.horizon = models.first().config().get(StocksSettings.HORIZON);
  }

  @Override
  public InputReader<DatedWindow> reader() {
    Config config = models.first().config();
    return new RecentCloses(
        series, config.get(StocksSettings.COLUMNS), config.get(StocksSettings.WINDOW));
  }

  /**
   * A file with days, or a folder of such, is read as those of the training are, in whichever form;
   * a file without has lines of closes.
   */
  @Override
  public Inputs<DatedWindow> open(Path place, Charset encoding) throws IOException {
    DatedPrices prices = new DatedPrices(series, models.first().config());
    return Inputs.ofLines(
        DatedPrices.areIn(place, encoding)
            ? prices.lines(place, encoding)
            : TextFile.open(place, encoding),
        reader());
  }

  @Override
  public Class<ForecastPrediction> type() {
    return ForecastPrediction.class;
  }

  @Override
  public List<ForecastPrediction> predict(List<DatedWindow> windows) {
    return windows.stream().map(this::prediction).toList();
  }

  private ForecastPrediction prediction(DatedWindow input) {
    List<PriceWindow> window = List.of(input.window());
    double[] prices =
        StocksEnsembles.meanPrices(models, window, models.outputs(m -> output(m, window)))[0];
    List<ResidualSpread> spreads = models.first().preparation().residuals();
    Map<String, Double> forecast = new LinkedHashMap<>();
    Map<String, Interval> intervals = new LinkedHashMap<>();
    for (int i = 0; i < prices.length; i++) {
      forecast.put(series.get(i), prices[i]);
      if (!spreads.isEmpty()) {
        intervals.put(series.get(i), spreads.get(i).interval(prices[i]));
      }
    }
    return new ForecastPrediction(
        input.line(),
        horizon,
        forecast,
        input.day() + horizon,
        input.date().map(date -> String.valueOf(weekdaysAfter(date))).orElse(null),
        intervals);
  }

  /** The horizon in weekdays: holidays are not known. */
  private LocalDate weekdaysAfter(LocalDate date) {
    LocalDate day = date;
    for (int left = horizon; left > 0; ) {
      day = day.plusDays(1);
      if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
        left--;
      }
    }
    return day;
  }

  private static INDArray output(Model<StocksPreparation> model, List<PriceWindow> windows) {
    return model.network().output(new StocksVectorizer(model.preparation()).inputs(windows), false);
  }
}

package io.sequent.tasks.stocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.sequent.common.export.ExportedModel;
import io.sequent.common.export.OnnxFileRun;
import io.sequent.common.export.OnnxFileRun.Output;
import io.sequent.common.export.OnnxFileRun.Outputs;
import io.sequent.common.predict.ForecastPrediction;
import io.sequent.common.predict.Prediction;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forecasters in ONNX Runtime beside their own forecasts. */
class StocksExportTest {
  private static final int WINDOW = 12;
  private static final int DAYS = WINDOW + 3;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "recipe, log-return, last",
    "none, residual, mean+max",
    "none, price, attention",
    "none, raw-price, flatten"
  })
  void pricesAreThoseOfForecasts(String preset, String target, String pooling) throws Exception {
    Map<String, String> settings =
        new HashMap<>(Map.of("hidden", "8", "target", target, "pooling", pooling));
    settings.put("window", String.valueOf(WINDOW));
    if (preset.equals("recipe")) {
      settings.put("dense", "8,4");
    }
    ExportedModel<PriceWindow, StocksPreparation> exported =
        ExportedModel.of(new StocksTask(), preset, settings, UnaryOperator.identity(), folder);
    String[] lines = new String[DAYS];
    double[][] closes = new double[DAYS][2];
    for (int day = 0; day < DAYS; day++) {
      closes[day][0] = 100 + Math.round(300 * Math.sin(day)) / 100.0;
      closes[day][1] = 50 - day / 4.0;
      lines[day] = String.format(Locale.ROOT, "%.2f,%.2f", closes[day][0], closes[day][1]);
    }
    List<? extends Prediction> forecasts = exported.predictions(Map.of(), lines);
    assertThat(forecasts).hasSize(DAYS - WINDOW + 1);

    double[] windows = new double[forecasts.size() * WINDOW * 2];
    for (int i = 0; i < windows.length; i++) {
      int window = i / (2 * WINDOW);
      windows[i] = closes[window + i / 2 % WINDOW][i % 2];
    }
    try (OnnxFileRun run = OnnxFileRun.of(exported.file())) {
      Outputs outputs = run.with("closes", windows, forecasts.size(), WINDOW, 2).run();
      assertThat(outputs.names()).containsExactlyInAnyOrder("prices");
      Output prices = outputs.get("prices");
      assertThat(prices.shape()).containsExactly(forecasts.size(), 2);
      for (int i = 0; i < forecasts.size(); i++) {
        int series = 0;
        for (double forecast : ((ForecastPrediction) forecasts.get(i)).forecast().values()) {
          assertThat(prices.at(i, series)).isCloseTo(forecast, withinPercentage(1e-3));
          series++;
        }
      }
      assertThat(run.metadata()).containsKey("residuals");
    }
  }
}

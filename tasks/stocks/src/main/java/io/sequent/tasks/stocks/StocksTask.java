package io.sequent.tasks.stocks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.auto.service.AutoService;
import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.config.Settings;
import io.sequent.common.data.DataSettings;
import io.sequent.common.data.DataSource;
import io.sequent.common.data.Splits;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.build.OptimizerSettings;
import io.sequent.common.network.build.SequenceNetwork;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.Preset;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Task;
import io.sequent.common.train.TrainingSettings;
import io.sequent.common.train.schedule.ScheduleSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Tells the closing prices of several series some trading days ahead from a window of their past
 * closes; by default two days ahead of 30 days of GOOG and AAPL. Figures are in prices and stand
 * beside persistence, the forecast that nothing changes.
 */
@AutoService(Task.class)
public final class StocksTask implements Task<PriceWindow, StocksPreparation> {
  public static final Setting<List<String>> SERIES =
      Setting.words(
          "series",
          List.of(),
          "files without .csv; empty for GOOG and AAPL_presplit or else all of the folder");
  public static final Setting<Integer> WINDOW =
      Setting.integer("window", 30, 2, 10_000, "trading days that are looked at");
  public static final Setting<Integer> HORIZON =
      Setting.integer("horizon", 2, 1, 1_000, "trading days from the last one seen to the target");
  public static final Setting<Split> SPLIT =
      Setting.choice(
          "split",
          Split.CHRONOLOGICAL,
          "by time, at random as published, which leaks, or fold by fold through time");
  public static final Setting<Integer> SPLIT_SEED =
      Setting.integer(
          "split-seed",
          42,
          0,
          Integer.MAX_VALUE,
          "seed of the random division; 42 gives the published test windows");
  public static final Setting<Integer> FOLDS =
      Setting.integer("folds", 5, 2, 1_000, "test blocks of split=walk-forward");
  public static final Setting<Integer> FOLD =
      Setting.integer(
              "fold",
              0,
              0,
              1_000,
              "which of the blocks is the test set, the earliest being 1; 0: another one with each"
                  + " seed, so that as many seeds as folds take each once")
          .comparedAt("1", "2", "3", "4", "5");
  public static final Setting<Target> TARGET =
      Setting.choice("target", Target.LOG_RETURN, "what the network sees and tells");

  private static final List<String> PUBLISHED = List.of("GOOG", "AAPL_presplit");
  private static final int MIN_WINDOWS = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String name() {
    return "stocks";
  }

  @Override
  public String summary() {
    return "forecast closing prices from windows of past ones (GOOG and AAPL, two days ahead)";
  }

  @Override
  public DataSource source() {
    return new DataSource(
        "stocks", PUBLISHED.stream().map(name -> name + ".csv").toList(), new YahooPrices());
  }

  @Override
  public List<Setting<?>> settings() {
    return Settings.join(
        List.of(
            List.of(CommonSettings.SEED),
            DataSettings.all(),
            List.of(SERIES, WINDOW, HORIZON, SPLIT, SPLIT_SEED, FOLDS, FOLD, TARGET),
            NetworkSettings.forValues(),
            OptimizerSettings.all(),
            TrainingSettings.all(),
            ScheduleSettings.all()),
        NetworkSettings.CELL.withDefault(CellType.GRU),
        NetworkSettings.HIDDEN.withDefault(16),
        NetworkSettings.POOLING.withDefault(List.of(Pooling.LAST)),
        OptimizerSettings.LEARNING_RATE.withDefault(5e-4),
        TrainingSettings.EPOCHS.withDefault(20),
        TrainingSettings.BATCH_SIZE.withDefault(32),
        TrainingSettings.PATIENCE.withDefault(5),
        TrainingSettings.METRIC.withDefault("mape"));
  }

  @Override
  public List<Preset> presets() {
    return Presets.beside(this);
  }

  @Override
  public List<Path> files(Path data, Config config) throws IOException {
    List<String> names = config.get(SERIES);
    if (!Files.isDirectory(data)) {
      throw new UserError(data + ": expected a folder with a CSV file of prices for each series");
    }
    List<Path> all = DataSource.matching(data, "*.csv");
    if (all.isEmpty()) {
      throw new UserError(data + ": holds no .csv file, expected one of prices for each series");
    }
    List<Path> published = PUBLISHED.stream().map(name -> data.resolve(name + ".csv")).toList();
    if (names.isEmpty()) {
      return all.containsAll(published) ? published : all;
    }
    return names.stream().map(name -> data.resolve(name + ".csv")).toList();
  }

  @Override
  public Splits<PriceWindow> read(Path data, Config config) throws IOException {
    List<Path> files = files(data, config);
    List<PriceSeries> series = new ArrayList<>();
    for (Path file : files) {
      series.add(PriceSeries.read(file));
    }
    PriceHistory history = PriceHistory.of(series);
    int window = config.get(WINDOW);
    int horizon = config.get(HORIZON);
    List<PriceWindow> windows = PriceWindow.of(history, window, horizon);
    if (windows.size() < MIN_WINDOWS) {
      throw new UserError(
          "%s: %d trading days, expected at least %d for windows of %d and a horizon of %d"
              .formatted(
                  files.get(0),
                  history.days().size(),
                  window + horizon + MIN_WINDOWS - 1,
                  window,
                  horizon));
    }
    return config.get(SPLIT).divide(windows, config);
  }

  @Override
  public StocksPreparation prepare(List<PriceWindow> train, Config config) {
    return StocksPreparation.of(train, config.get(TARGET));
  }

  @Override
  public StocksPreparation restore(Path run, Config config) throws IOException {
    return StocksPreparation.restore(run);
  }

  @Override
  public MultiLayerConfiguration network(StocksPreparation preparation, Config config) {
    int series = preparation.series().size();
    return SequenceNetwork.from(config).values(series).perSequence(series, config.get(WINDOW));
  }

  @Override
  public Vectorizer<PriceWindow> vectorizer(StocksPreparation preparation, Config config) {
    return new StocksVectorizer(preparation);
  }

  @Override
  public Map<String, String> terms(Model<StocksPreparation> model) {
    Config config = model.config();
    Map<String, String> terms = config.asText(List.of(WINDOW, HORIZON, SPLIT, SPLIT_SEED, FOLDS));
    if (config.get(SPLIT) == Split.WALK_FORWARD) {
      terms.put(FOLD.name(), String.valueOf(WalkForward.from(config).fold()));
    }
    terms.put("series", String.join(", ", model.preparation().series()));
    return terms;
  }

  /** Prices are averaged, whatever each model tells them by. */
  @Override
  public INDArray mean(
      Ensemble<StocksPreparation> models, List<PriceWindow> windows, List<INDArray> outputs) {
    StocksPreparation scales = models.first().preparation();
    double[][] told = meanPrices(models, windows, outputs);
    for (int w = 0; w < told.length; w++) {
      for (int i = 0; i < told[w].length; i++) {
        told[w][i] = scales.output(told[w][i], windows.get(w).last(i), i);
      }
    }
    return Nd4j.createFromArray(told);
  }

  /** The mean forecasts of some windows, shape {@code [windows, series]}. */
  private static double[][] meanPrices(
      Ensemble<StocksPreparation> models, List<PriceWindow> windows, List<INDArray> outputs) {
    int series = models.first().preparation().series().size();
    double[][] prices = new double[windows.size()][series];
    for (int m = 0; m < outputs.size(); m++) {
      StocksPreparation scales = models.members().get(m).preparation();
      for (int w = 0; w < prices.length; w++) {
        for (int i = 0; i < series; i++) {
          double told = outputs.get(m).getDouble(w, i);
          prices[w][i] += scales.price(told, windows.get(w).last(i), i) / outputs.size();
        }
      }
    }
    return prices;
  }

  @Override
  public Evaluator<PriceWindow> evaluator(Ensemble<StocksPreparation> models) {
    return new StocksEvaluator(models.first().preparation());
  }

  @Override
  public Table examples(List<PriceWindow> windows) {
    return PriceOverview.examples(windows);
  }

  @Override
  public List<Picture> pictures(Splits<PriceWindow> splits, Config config) {
    return PriceOverview.pictures(splits);
  }

  /** Each line has a day's closes; from the first whole window on, each is answered. */
  @Override
  public void predict(
      Ensemble<StocksPreparation> models, Config options, BufferedReader input, PrintStream output)
      throws IOException {
    List<String> series = models.first().preparation().series();
    int horizon = models.first().config().get(HORIZON);
    RecentCloses recent = new RecentCloses(series, models.first().config().get(WINDOW));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      Optional<PriceWindow> window = recent.add(line);
      if (window.isPresent()) {
        List<PriceWindow> asked = List.of(window.get());
        double[] prices = meanPrices(models, asked, models.outputs(m -> output(m, asked)))[0];
        Map<String, Double> forecast = new LinkedHashMap<>();
        for (int i = 0; i < prices.length; i++) {
          forecast.put(series.get(i), prices[i]);
        }
        output.println(JSON.writeValueAsString(new Prediction(line.strip(), horizon, forecast)));
        output.flush();
      }
    }
    if (recent.missing() > 0) {
      throw new UserError(
          "input: " + recent.missing() + " more trading days are needed for a first forecast");
    }
  }

  private static INDArray output(Model<StocksPreparation> model, List<PriceWindow> windows) {
    return model.network().output(new StocksVectorizer(model.preparation()).inputs(windows), false);
  }

  /**
   * One line of the answer.
   *
   * @param after the input line that ends the window
   * @param daysAhead trading days from there to the forecast
   * @param forecast closing price by series
   */
  private record Prediction(String after, int daysAhead, Map<String, Double> forecast) {}
}

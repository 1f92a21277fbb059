package io.sequent.tasks.stocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.Splits;
import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.inference.ModelEvaluation;
import io.sequent.common.predict.PredictionPipe;
import io.sequent.common.predict.Predictor;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class StocksTaskTest {
  private static final Path REAL = Path.of("..", "shared", "data", "stocks");
  private static final StocksTask TASK = new StocksTask();
  private static final Config DEFAULTS = TaskSettings.defaults(TASK);

  @TempDir private Path folder;

  private static Splits<PriceWindow> real(Map<String, String> settings) throws IOException {
    assumeTrue(Files.isDirectory(REAL), "no copy of the prices at " + REAL);
    return new StocksTask().data().read(REAL, DEFAULTS.with(settings, ""));
  }

  @Test
  void targetLiesTwoTradingDaysAfterTheWindow() {
    List<PriceWindow> windows = PriceWindow.of(Prices.history(40), 30, 2);
    // Windows of days i .. i + 29, targets i + 30 + 1, the last of them day 39.
    assertThat(windows).hasSize(9);
    for (int i = 0; i < windows.size(); i++) {
      assertThat(windows.get(i).from()).isEqualTo(i);
      assertThat(windows.get(i).target()).isEqualTo(i + 30 + 1);
      assertThat(windows.get(i).last(0)).isEqualTo(Prices.history(40).closes()[i + 29][0]);
    }
  }

  @Test
  void chronologicalPartsFollowOneAnother() {
    Splits<PriceWindow> splits = Split.CHRONOLOGICAL.divide(Prices.windows(206), DEFAULTS);
    assertThat(splits.train()).hasSize(160);
    assertThat(splits.validation()).hasSize(20);
    assertThat(splits.test()).hasSize(20);
    assertThat(lastTarget(splits.train())).isLessThan(splits.validation().get(0).target());
    assertThat(lastTarget(splits.validation())).isLessThan(splits.test().get(0).target());
  }

  @Test
  void randomPartsDependOnTheSeedAloneAndShareNoWindow() {
    List<PriceWindow> windows = Prices.windows(106);
    Splits<PriceWindow> one = random(windows, "1");
    assertThat(one).isEqualTo(random(windows, "1"));
    assertThat(one.test()).isNotEqualTo(random(windows, "2").test());
    assertThat(Stream.of(one.train(), one.validation(), one.test()).flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(windows);
  }

  private static Splits<PriceWindow> random(List<PriceWindow> windows, String seed) {
    return Split.RANDOM.divide(windows, DEFAULTS.with(Map.of("split-seed", seed), ""));
  }

  @Test
  void randomDivisionIsThatOfTheField() {
    // numpy.random.RandomState(7).permutation(10)
    assertThat(PublishedPermutation.of(7, 10)).containsExactly(8, 5, 0, 2, 1, 9, 7, 3, 6, 4);
    // The first and last of RandomState(42).permutation(2233), more than one state of the
    // generator.
    int[] published = PublishedPermutation.of(42, 2233);
    assertThat(published).startsWith(1034, 426, 482, 755, 445, 2183, 218, 406);
    assertThat(published).endsWith(1095, 1130, 1294, 860);
  }

  @ParameterizedTest
  @EnumSource
  void whatTheNetworkOughtToTellIsTheTrueCloseAsAPrice(Target target) {
    List<PriceWindow> windows = Prices.windows(60);
    StocksPreparation preparation = StocksPreparation.of(windows, target);
    for (PriceWindow window : windows) {
      for (int i = 0; i < 2; i++) {
        double told = preparation.output(window, i);
        assertThat(preparation.price(told, window.last(i), i))
            .isCloseTo(window.truth(i), within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void preparationIsSavedAndRestored(Target target) throws IOException {
    StocksPreparation preparation = StocksPreparation.of(Prices.windows(60), target);
    preparation.save(folder);
    assertThat(StocksPreparation.restore(folder)).isEqualTo(preparation);
  }

  @Test
  void brokenScalerIsAMistakeOfTheUser() throws IOException {
    Files.writeString(folder.resolve("scaler.json"), "{\"target\": 3");
    assertThatThrownBy(() -> StocksPreparation.restore(folder))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("scaler.json");
  }

  @Test
  void scalesAreFittedOnTrainingWindowsAlone() {
    Splits<PriceWindow> splits = Split.CHRONOLOGICAL.divide(Prices.windows(106), DEFAULTS);
    StocksPreparation before = StocksPreparation.of(splits.train(), Target.PRICE);
    double[][] closes = splits.train().get(0).history().closes();
    for (int day = lastTarget(splits.train()) + 1; day < closes.length; day++) {
      closes[day][0] = 1e6; // A poisoned future.
    }
    assertThat(StocksPreparation.of(splits.train(), Target.PRICE)).isEqualTo(before);
    assertThat(StocksPreparation.of(splits.train(), Target.LOG_RETURN).outputs().get(0).deviation())
        .isLessThan(1);
  }

  @Test
  void arraysHaveSeriesAsChannelsAndOneTargetEach() {
    List<PriceWindow> windows = Prices.windows(60);
    StocksPreparation preparation = StocksPreparation.of(windows, Target.RAW_PRICE);
    DataSet batch = new StocksVectorizer(preparation).vectorize(windows.subList(3, 7));
    assertThat(batch.getFeatures().shape()).containsExactly(4, 2, 5);
    assertThat(batch.getLabels().shape()).containsExactly(4, 2);
    assertThat(batch.getFeatures().getDouble(1, 1, 4))
        .isCloseTo(windows.get(4).last(1), within(1e-4));
    assertThat(batch.getLabels().getDouble(2, 0)).isCloseTo(windows.get(5).truth(0), within(1e-4));
  }

  @Test
  void forecastOfNoReturnIsPersistence() {
    List<PriceWindow> windows = Prices.windows(60);
    StocksEvaluator evaluator =
        new StocksEvaluator(StocksPreparation.of(windows, Target.LOG_RETURN));
    evaluator.add(windows, Nd4j.zeros(DataType.FLOAT, windows.size(), 2));
    Evaluation verdict = evaluator.result();
    Map<String, Double> metrics = verdict.metrics();
    assertThat(metrics.get("mase")).isEqualTo(1.0);
    assertThat(metrics.get("mse")).isEqualTo(metrics.get("baseline.mse"));
    assertThat(metrics.get("mape")).isEqualTo(metrics.get("baseline.mape"));
    assertThat(metrics.get("directionalAccuracy.A")).isZero();
    assertThat(verdict.pictures()).hasSize(4);
  }

  /** Scales and even the quantity told differ, so only prices can be averaged. */
  @ParameterizedTest
  @EnumSource
  void ensembleForecastsTheMeanOfItsModelsPrices(Target target) throws IOException {
    List<PriceWindow> windows = Prices.windows(60);
    Model<StocksPreparation> one = model(windows, target, "1");
    Model<StocksPreparation> other = model(windows.subList(0, 20), Target.RESIDUAL, "2");
    Ensemble<StocksPreparation> both = new Ensemble<>(List.of(one, other));
    PriceWindow window = windows.get(windows.size() - 1);
    double[] prices = new double[2];
    double error = 0;
    for (int i = 0; i < 2; i++) {
      prices[i] = (price(one, window, i) + price(other, window, i)) / 2;
      error += Math.pow(prices[i] - window.truth(i), 2) / 2;
    }
    assertThat(ModelEvaluation.of(TASK, both, List.of(window)).metrics().get("mse"))
        .isCloseTo(error, withinPercentage(1e-8));

    List<String> days = new ArrayList<>();
    for (int day = 0; day < window.length(); day++) {
      days.add(window.close(day, 0) + "," + window.close(day, 1));
    }
    Predictor<?, ?> predictor = TASK.predictor(both, Config.defaults(List.of()));
    String answer = PredictionPipe.of(predictor, days).get(0).json();
    JsonNode forecast = new ObjectMapper().readTree(answer).get("forecast");
    assertThat(forecast.get("A").asDouble()).isCloseTo(prices[0], withinPercentage(1e-8));
    assertThat(forecast.get("B").asDouble()).isCloseTo(prices[1], withinPercentage(1e-8));
  }

  private static Model<StocksPreparation> model(
      List<PriceWindow> train, Target target, String seed) {
    Config config = DEFAULTS.with(Map.of("seed", seed, "window", "5", "hidden", "4"), "");
    StocksPreparation preparation = StocksPreparation.of(train, target);
    MultiLayerNetwork network = new MultiLayerNetwork(TASK.network(preparation, config));
    network.init();
    return new Model<>(network, preparation, config);
  }

  private static double price(Model<StocksPreparation> model, PriceWindow window, int i) {
    INDArray inputs = new StocksVectorizer(model.preparation()).inputs(List.of(window));
    double told = model.network().output(inputs, false).getDouble(0, i);
    return model.preparation().price(told, window.last(i), i);
  }

  @Test
  void tooFewDaysOrAFolderWithoutPricesAreRefused() throws IOException {
    StocksTask task = new StocksTask();
    assertThatThrownBy(() -> task.data().read(folder, DEFAULTS))
        .hasMessageContaining("no .csv file");
    Files.writeString(folder.resolve("A.csv"), "Date,Close\n2020-01-02,1\n2020-01-03,2\n");
    assertThatThrownBy(() -> task.data().read(folder, DEFAULTS))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("2 trading days, expected at least 41");
    assertThatThrownBy(() -> task.data().read(folder, DEFAULTS.with(Map.of("series", "B"), "")))
        .hasMessageContaining("B.csv: no such file");
  }

  @Test
  void persistenceOnTheRealPricesIsAsPublished() throws IOException {
    Splits<PriceWindow> splits = real(Map.of());
    assertThat(splits.test()).hasSize(224);
    assertThat(persistence(splits.test()).mse()).isCloseTo(369.2, within(0.05));
    assertThat(persistence(splits.test()).mape()).hasValueCloseTo(1.944, within(0.0005));

    List<PriceWindow> all =
        Stream.of(splits.train(), splits.validation(), splits.test())
            .flatMap(List::stream)
            .toList();
    assertThat(all).hasSize(2233);
    assertThat(persistence(all).mse()).isCloseTo(98.0, within(0.05));
    assertThat(persistence(all).mape()).hasValueCloseTo(1.629, within(0.0005));
  }

  /** As they are written, by a reader of nothing but this form. */
  @Test
  void closesOfTheRealPricesAreReadToTheLastBit() throws IOException {
    PriceHistory history = real(Map.of()).train().get(0).history();
    assertThat(history.series()).containsExactly("GOOG", "AAPL_presplit");
    for (int i = 0; i < 2; i++) {
      List<String> lines = Files.readAllLines(REAL.resolve(history.series().get(i) + ".csv"));
      assertThat(history.days()).hasSize(lines.size() - 1);
      for (int day = 0; day < history.days().size(); day++) {
        String[] cells = lines.get(day + 1).split(",", -1);
        assertThat(history.days().get(day)).hasToString(cells[0]);
        assertThat(history.closes()[day][i]).isEqualTo(Double.parseDouble(cells[4]));
      }
    }
  }

  @Test
  void figuresOfSmallPricesKeepTheirDigits() {
    double[][] closes = new double[40][1];
    for (int day = 0; day < closes.length; day++) {
      closes[day][0] = 1.2e-5 + 3e-7 * Math.sin(day);
    }
    List<PriceWindow> windows =
        PriceWindow.of(new PriceHistory(List.of("S"), Prices.history(40).days(), closes), 5, 2);
    StocksEvaluator evaluator =
        new StocksEvaluator(StocksPreparation.of(windows, Target.LOG_RETURN));
    evaluator.add(windows, Nd4j.zeros(DataType.FLOAT, windows.size(), 1));
    Evaluation verdict = evaluator.result();
    assertThat(verdict.metrics().get("mse")).isBetween(1e-14, 1e-12);
    assertThat(verdict.table("").rows())
        .filteredOn(row -> row.get(0).matches(".*m[sa]e"))
        .hasSize(4)
        .allMatch(row -> row.get(1).matches("1\\.0000|[1-9]\\.\\d\\de-(07|13)"));
    assertThat(verdict.tables().get(0).rows().get(0).get(1)).endsWith("e-13");
    assertThat(verdict.tables().get(0).hasFigures(1)).isTrue();
    assertThat(new PriceView().examples(windows).rows().get(0).get(3)).matches("1\\.\\d\\de-05");
  }

  @Test
  void randomSplitOfTheRealPricesHasThePublishedSizes() throws IOException {
    Splits<PriceWindow> splits = real(Map.of("split", "random"));
    assertThat(splits.test()).hasSize(224);
    assertThat(splits.train().size() + splits.validation().size()).isEqualTo(2009);
  }

  @Test
  void downloadedPricesAreBroughtToTheLevelBeforeTheSplit() throws IOException {
    assumeTrue(Files.isDirectory(REAL), "no copy of the prices at " + REAL);
    String apple = Files.readString(REAL.resolve("AAPL.csv"));
    assertThat(YahooPrices.beforeSplit(apple))
        .isEqualTo(Files.readString(REAL.resolve("AAPL_presplit.csv")));
    String longer = apple + "2019-01-02,1,1,1,1,1,4\n";
    assertThat(YahooPrices.period(longer)).isEqualTo(apple);
  }

  private static RegressionReport persistence(List<PriceWindow> windows) {
    double[] truth = new double[2 * windows.size()];
    double[] last = new double[2 * windows.size()];
    for (int w = 0; w < windows.size(); w++) {
      for (int i = 0; i < 2; i++) {
        truth[2 * w + i] = windows.get(w).truth(i);
        last[2 * w + i] = windows.get(w).last(i);
      }
    }
    return RegressionReport.of(truth, last);
  }

  private static int lastTarget(List<PriceWindow> windows) {
    return windows.get(windows.size() - 1).target();
  }
}

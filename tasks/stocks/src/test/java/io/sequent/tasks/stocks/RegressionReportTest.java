package io.sequent.tasks.stocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RegressionReportTest {
  private static final double[] TRUTH = {3.0, -0.5, 2.0, 7.0, 4.2};
  private static final double[] PREDICTION = {2.5, 0.1, 2.0, 8.0, 4.0};
  private static final Offset<Double> CLOSE = within(1e-9);

  @Test
  void figuresEqualThoseOfScikitLearnAndNumPy() {
    RegressionReport report = RegressionReport.of(TRUTH, PREDICTION);
    // scikit-learn 1.2.1 mean_squared_error and so on; numpy.corrcoef.
    assertThat(report.mse()).isCloseTo(0.33, CLOSE);
    assertThat(report.rmse()).isCloseTo(Math.sqrt(0.33), CLOSE);
    assertThat(report.mae()).isCloseTo(0.46, CLOSE);
    assertThat(report.mape()).hasValueCloseTo(31.142857142857142, CLOSE);
    assertThat(report.correlation()).hasValueCloseTo(0.9797209859041135, CLOSE);
  }

  @Test
  void truthOfZeroHasNoPercentageErrorAndIsLeftOut() {
    assertThat(RegressionReport.of(new double[] {0, 2}, new double[] {5, 3}).mape())
        .hasValueCloseTo(50.0, CLOSE);
    assertThat(RegressionReport.of(new double[] {0}, new double[] {5}).mape()).isEmpty();
  }

  @Test
  void constantSeriesHasNoCorrelation() {
    assertThat(RegressionReport.of(new double[] {1, 2}, new double[] {3, 3}).correlation())
        .isEmpty();
  }

  @Test
  void scaledErrorOfTheNaiveForecastItselfIsOne() {
    double[] truth = {1, 2, 4};
    double[] naive = {1, 1, 2};
    assertThat(RegressionReport.of(truth, naive).mase(truth, naive)).hasValueCloseTo(1.0, CLOSE);
    assertThat(RegressionReport.of(truth, new double[] {1, 2, 2.5}).mase(truth, naive))
        .hasValueCloseTo(0.5, CLOSE);
    assertThat(RegressionReport.of(truth, naive).mase(truth, truth)).isEmpty();
  }

  @Test
  void directionOfNoMoveIsLeftOutAndForecastOfNoMoveMisses() {
    double[] last = {1, 1, 1, 1};
    double[] truth = {2, 0, 1, 2};
    double[] told = {3, 0.5, 5, 1};
    assertThat(RegressionReport.directionalAccuracy(last, truth, told))
        .hasValueCloseTo(2.0 / 3, CLOSE);
    assertThat(RegressionReport.directionalAccuracy(last, last, told)).isEmpty();
  }

  @Test
  void mismatchNamesBothSizes() {
    assertThatThrownBy(() -> RegressionReport.of(new double[4], new double[5]))
        .hasMessageContaining("4")
        .hasMessageContaining("5");
  }
}

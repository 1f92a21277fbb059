package io.sequent.common.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import org.junit.jupiter.api.Test;

class MetricTest {
  private static final Metrics METRICS =
      Metrics.of(
          Metric.lower("mape").in("%").withDecimals(2), Metric.higher("pearson.*"), Metric.LOSS);

  @Test
  void directionSaysWhichValueIsBetter() {
    assertThat(Metric.LOSS.isBetter(1, 2)).isTrue();
    assertThat(Metric.ACCURACY.isBetter(1, 2)).isFalse();
    assertThat(Metric.ACCURACY.isBetter(2, 1)).isTrue();
    assertThat(Metric.LOSS.isBetter(Double.NaN, 1)).isFalse();
    assertThat(Metric.LOSS.isBetter(1, Metric.LOSS.worst())).isTrue();
    assertThat(Metric.ACCURACY.isBetter(0, Metric.ACCURACY.worst())).isTrue();
  }

  @Test
  void valueIsPrintedWithTheDecimalsOfItsMetric() {
    assertThat(METRICS.named("mape").of(1.23456).text()).isEqualTo("1.23");
    assertThat(Metric.LOSS.of(1.23456).text()).isEqualTo("1.2346");
    assertThat(Metric.LOSS.of(Double.NaN).text()).isEqualTo("-");
  }

  @Test
  void smallValueKeepsItsSignificantDigits() {
    assertThat(Metric.LOSS.of(2.134e-13).text()).isEqualTo("2.13e-13");
    assertThat(METRICS.named("mape").of(0.0049).text()).isEqualTo("0.00490");
    assertThat(METRICS.named("mape").of(0.049).text()).isEqualTo("0.05");
    assertThat(Metric.LOSS.of(0).text()).isEqualTo("0.0000");
  }

  @Test
  void nameIsFoundByItselfOrInItsFamily() {
    assertThat(METRICS.leading().name()).isEqualTo("mape");
    assertThat(METRICS.named("pearson.GOOG"))
        .isEqualTo(new Metric("pearson.GOOG", Metric.Direction.HIGHER, "", 4));
    assertThat(METRICS.has("pearson.")).isFalse();
    assertThat(METRICS.has("pears")).isFalse();
    assertThatThrownBy(() -> METRICS.named("mapee"))
        .isInstanceOf(UserError.class)
        .hasMessage("unknown metric 'mapee', did you mean 'mape'?");
  }
}

package io.sequent.common.study.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @Test
  void deviationIsThatOfASample() {
    assertThat(Figures.deviation(List.of(1.0, 2.0, 3.0, 4.0))).isEqualTo(1.2910, within(1e-4));
    assertThat(Figures.deviation(List.of(1.0))).isNaN();
    assertThat(Figures.mean(List.of())).isNaN();
  }

  @ParameterizedTest
  @CsvSource({
    "0.12345, 0.1235",
    "-3, -3.0000",
    "99.99994, 99.9999",
    "100, 100.00",
    "4409.856, 4409.86",
    "0.01, 0.0100",
    "0, 0.0000",
    "-0.0012345, -0.00123",
    "3e-7, 3.00e-07",
    "NaN, -",
    "Infinity, -"
  })
  void numbersHaveFourDecimalsTwoFromAHundredOnAndThreeDigitsIfSmall(double value, String text) {
    assertThat(Figures.number(value)).isEqualTo(text);
  }

  @Test
  void meanAndDeviationHaveAsManyDecimals() {
    assertThat(Figures.meanAndDeviation(List.of(149.0, 151.0))).isEqualTo("150.00 ± 1.41");
    assertThat(Figures.meanAndDeviation(List.of(0.5))).isEqualTo("0.5000");
    assertThat(Figures.meanAndDeviation(List.of(0.5, 0.501))).isEqualTo("0.5005 ± 0.0007");
    assertThat(Figures.meanAndDeviation(List.of(2e-13, 4e-13))).isEqualTo("3.00e-13 ± 1.41e-13");
    assertThat(Figures.meanAndDeviation(List.of(0.5, Double.NaN))).isEqualTo("-");
  }

  @ParameterizedTest
  @CsvSource({"0.4, 0 s", "99.4, 99 s", "100, 1.7 min", "5990, 99.8 min", "7200, 2.0 h", "NaN, -"})
  void timesAreInTheUnitThatSuits(double seconds, String text) {
    assertThat(Figures.time(seconds)).isEqualTo(text);
  }
}

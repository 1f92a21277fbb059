package io.sequent.tasks.textgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LanguageModelReportTest {
  @Test
  void uniformGuessAmongEightIsThreeBits() {
    LanguageModelReport report = LanguageModelReport.of(10, 10 * Math.log(8), 4);
    assertThat(report.nats()).isCloseTo(Math.log(8), within(1e-12));
    assertThat(report.bits()).isCloseTo(3, within(1e-12));
    assertThat(report.perplexity()).isCloseTo(8, within(1e-9));
    assertThat(report.accuracy()).isEqualTo(0.4);
  }

  @Test
  void noSymbolsOrTooManyHitsAreRefused() {
    assertThatThrownBy(() -> LanguageModelReport.of(0, 0, 0)).hasMessageContaining("0");
    assertThatThrownBy(() -> LanguageModelReport.of(2, 1, 3)).hasMessageContaining("3 hits");
  }
}

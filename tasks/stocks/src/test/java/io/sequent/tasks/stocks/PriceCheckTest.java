package io.sequent.tasks.stocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.check.DataCheck;
import io.sequent.common.check.DataCheck.Weight;
import io.sequent.common.data.Splits;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceCheckTest {
  private static final int DAYS = 60;
  private final List<LocalDate> days = new ArrayList<>();
  private final double[][] closes = new double[DAYS][1];

  PriceCheckTest() {
    for (int i = 0; i < DAYS; i++) {
      days.add(LocalDate.of(2020, 1, 1).plusDays(i));
      closes[i][0] = 100 + Math.sin(1.7 * i);
    }
  }

  private DataCheck check(int firstTested) {
    List<PriceWindow> windows = PriceWindow.of(new PriceHistory(List.of("A"), days, closes), 5, 1);
    return PriceCheck.of(
        new Splits<>(
            windows.subList(0, 40), windows.subList(40, 45), windows.subList(firstTested, 55)));
  }

  @Test
  void steadyPricesGiveNoFinding() {
    DataCheck check = check(45);
    assertThat(check.findings()).isEmpty();
    assertThat(check.tables().get(1).rows().get(0))
        .startsWith("A", "60", "2020-01-01", "2020-02-29");
  }

  @Test
  void targetsThatTrainingShowsAreSerious() {
    assertThat(check(30).findings())
        .extracting(f -> f.weight() + " " + f.text())
        .containsExactly(
            Weight.SERIOUS + " 10 of 25 test targets are days that training windows show");
  }

  @Test
  void gapsJumpsAndStandingPricesAreNamed() {
    for (int i = 20; i < DAYS; i++) {
      days.set(i, days.get(i).plusDays(30));
    }
    closes[30][0] = 1000;
    for (int i = 40; i < 46; i++) {
      closes[i][0] = 101;
    }
    assertThat(check(45).findings())
        .extracting(DataCheck.Finding::text)
        .containsExactly(
            "gaps of more than 7 days before 2020-02-20",
            "A: jumps on 2020-03-01, 2020-03-02",
            "A: no change for 5 days before 2020-03-15");
  }
}

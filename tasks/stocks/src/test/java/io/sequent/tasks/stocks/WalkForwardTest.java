package io.sequent.tasks.stocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.Splits;
import io.sequent.common.task.TaskSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalkForwardTest {
  private static final Config DEFAULTS = TaskSettings.defaults(new StocksTask());

  private static List<PriceWindow> windows(int days, int length, int horizon) {
    return PriceWindow.of(Prices.history(days), length, horizon);
  }

  private static Splits<PriceWindow> divided(List<PriceWindow> windows, String... settings) {
    Map<String, String> given = Map.of(settings[0], settings[1], settings[2], settings[3]);
    return Split.WALK_FORWARD.divide(windows, DEFAULTS.with(given, ""));
  }

  private static List<Integer> targets(List<PriceWindow> windows) {
    return windows.stream().map(PriceWindow::target).toList();
  }

  private static List<Integer> days(int from, int to) {
    return IntStream.rangeClosed(from, to).boxed().toList();
  }

  /** 22 windows of two days tell days 2 to 23 from the day before: blocks of four, 6 left over. */
  @Test
  void foldsGoThroughTimeBlockByBlock() {
    List<PriceWindow> windows = windows(24, 2, 1);
    assertThat(targets(windows)).isEqualTo(days(2, 23));
    Splits<PriceWindow> first = divided(windows, "folds", "3", "fold", "1");
    assertThat(targets(first.train())).isEqualTo(days(2, 7));
    assertThat(targets(first.validation())).isEqualTo(days(8, 11));
    assertThat(targets(first.test())).isEqualTo(days(12, 15));
    Splits<PriceWindow> second = divided(windows, "folds", "3", "fold", "2");
    assertThat(targets(second.train())).isEqualTo(days(2, 11));
    assertThat(targets(second.validation())).isEqualTo(days(12, 15));
    assertThat(targets(second.test())).isEqualTo(days(16, 19));
    Splits<PriceWindow> last = divided(windows, "folds", "3", "fold", "3");
    assertThat(targets(last.train())).isEqualTo(days(2, 15));
    assertThat(targets(last.validation())).isEqualTo(days(16, 19));
    assertThat(targets(last.test())).isEqualTo(days(20, 23));
  }

  /**
   * Windows of two days, three days ahead: 20 of them tell days 4 to 23, in blocks of four. The
   * first to tell day 12 is of the days 8 and 9, when days 10 and 11 have not come yet.
   */
  @Test
  void whatIsLearnedFromHasComeWhenTheNextPartBegins() {
    Splits<PriceWindow> splits = divided(windows(24, 2, 3), "folds", "3", "fold", "1");
    assertThat(targets(splits.train())).isEqualTo(days(4, 5));
    assertThat(targets(splits.validation())).isEqualTo(days(8, 9));
    assertThat(targets(splits.test())).isEqualTo(days(12, 15));
  }

  @ParameterizedTest
  @CsvSource({"60,5,1,3", "60,5,2,5", "101,30,5,2", "200,10,7,9"})
  void noDayIsLearnedFromAndTold(int days, int length, int horizon, int folds) {
    List<PriceWindow> windows = windows(days, length, horizon);
    List<Integer> tested = new ArrayList<>();
    for (int fold = 1; fold <= folds; fold++) {
      Splits<PriceWindow> splits = new WalkForward(folds, fold).divide(windows);
      assertEndsBefore(splits.train(), splits.validation());
      assertEndsBefore(splits.validation(), splits.test());
      assertThat(splits.test()).hasSize(windows.size() / (folds + 2));
      tested.addAll(targets(splits.test()));
    }
    int last = windows.get(windows.size() - 1).target();
    assertThat(tested).isEqualTo(days(last - tested.size() + 1, last));
  }

  /** No input or target of the one part comes after what the other's first window ends with. */
  private static void assertEndsBefore(List<PriceWindow> part, List<PriceWindow> next) {
    assertThat(part).isNotEmpty();
    PriceWindow first = next.get(0);
    int origin = first.from() + first.length() - 1;
    assertThat(part).allMatch(w -> w.target() <= origin);
    assertThat(part.get(part.size() - 1).target()).isEqualTo(origin);
  }

  @Test
  void seedsTakeTheFoldsInTurnUnlessOneIsNamed() {
    List<Integer> folds = new ArrayList<>();
    for (int seed = 42; seed < 47; seed++) {
      Config config = DEFAULTS.with(Map.of("seed", String.valueOf(seed)), "");
      folds.add(WalkForward.from(config).fold());
      assertThat(WalkForward.from(config.with(Map.of("fold", "2"), "")).fold()).isEqualTo(2);
    }
    assertThat(folds).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
  }

  @Test
  void foldsThatThereAreNotAreRefused() {
    List<PriceWindow> windows = windows(24, 2, 3);
    assertThatThrownBy(() -> divided(windows, "folds", "3", "fold", "4"))
        .isInstanceOf(UserError.class)
        .hasMessage("setting 'fold': 4, expected 0 to folds=3");
    assertThatThrownBy(() -> divided(windows, "folds", "9", "fold", "4"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("setting 'folds': 20 windows in blocks of 1, expected at least");
  }
}

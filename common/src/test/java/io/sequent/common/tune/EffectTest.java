package io.sequent.common.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.tune.Effect.Bin;
import io.sequent.common.tune.Effect.Point;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectTest {
  private static Effect effect(String space, Point... points) throws IOException {
    return new Effect(Spaces.of("space: " + space).dimensions().get(0), List.of(points));
  }

  @Test
  void settingThatDecidesEverythingHasImportanceOneAndOneThatDecidesNothingZero()
      throws IOException {
    String cell = "{cell: {choice: [lstm, gru]}}";
    assertThat(
            effect(
                    cell,
                    new Point("lstm", 0.5),
                    new Point("lstm", 0.5),
                    new Point("gru", 0.7),
                    new Point("gru", 0.7))
                .importance())
        .isCloseTo(1, within(1e-12));
    assertThat(
            effect(
                    cell,
                    new Point("lstm", 0.5),
                    new Point("lstm", 0.7),
                    new Point("gru", 0.5),
                    new Point("gru", 0.7))
                .importance())
        .isZero();
  }

  /** Means 2 and 5 around 3.5, squares 9 between and 1 within: (9 - 1 / 2) / 10. */
  @Test
  void importanceIsCorrectedForTheNumberOfBins() throws IOException {
    assertThat(
            effect(
                    "{cell: {choice: [lstm, gru]}}",
                    new Point("lstm", 1.5),
                    new Point("lstm", 2.5),
                    new Point("gru", 4.5),
                    new Point("gru", 5.5))
                .importance())
        .isCloseTo((9 - 0.5) / 10, within(1e-12));
  }

  @Test
  void importanceIsUnknownWhereEachBinHasOneTrialOrNothingDiffers() throws IOException {
    String cell = "{cell: {choice: [lstm, gru]}}";
    assertThat(effect(cell, new Point("lstm", 1), new Point("gru", 2)).importance()).isNaN();
    assertThat(effect(cell, new Point("lstm", 1), new Point("lstm", 1)).importance()).isNaN();
    assertThat(effect(cell).importance()).isNaN();
  }

  @Test
  void rangeIsDividedIntoFourParts() throws IOException {
    Effect effect =
        effect(
            "{learning-rate: {float: [1e-4, 1], log: true}}",
            new Point("0.0001", 1),
            new Point("0.0002", 3),
            new Point("1", 5));
    assertThat(effect.bins()).extracting(Bin::mean).containsExactly(2.0, 5.0);
    assertThat(effect.bins()).extracting(Bin::position).containsExactly(0.125, 0.875);
  }
}

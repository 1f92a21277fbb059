package io.sequent.common.network.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NoiseTokensTest {
  @Test
  void tokensAreDrawnByTheirCountsToThePowerOfThreeQuarters() {
    NoiseTokens noise = new NoiseTokens(new long[] {0, 16, 0, 1, 81, 0});
    SplittableRandom random = new SplittableRandom(1);
    int[] drawn = new int[6];
    for (int i = 0; i < 36_000; i++) {
      drawn[noise.draw(random)]++;
    }
    // 8, 1 and 27 of 36.
    assertThat(drawn[1]).isCloseTo(8_000, within(300));
    assertThat(drawn[3]).isCloseTo(1_000, within(120));
    assertThat(drawn[4]).isCloseTo(27_000, within(350));
    assertThat(drawn[0] + drawn[2] + drawn[5]).isZero();
  }

  @Test
  void nothingToDrawFromIsRefused() {
    assertThatThrownBy(() -> new NoiseTokens(new long[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no tokens to draw from");
  }
}

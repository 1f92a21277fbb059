package io.sequent.common.network.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowLoopsTest {
  private static final int WIDTH = 1 << 15;

  @AfterEach
  void allThreads() {
    NativeThreads.arrange();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 8, 9, 100})
  void eachRowIsDoneOnce(int rows) {
    AtomicIntegerArray done = new AtomicIntegerArray(rows);
    RowLoops.run(
        rows,
        WIDTH,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            done.incrementAndGet(row);
          }
        });
    for (int row = 0; row < rows; row++) {
      assertThat(done.get(row)).isEqualTo(1);
    }
  }

  /** Numbers of very different size, whose sum depends on the order. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 1000})
  void sumsDoNotDependOnTheThreads(int rows) {
    NativeThreads.arrange();
    float[] several = sums(rows);
    NativeThreads.single();
    assertThat(sums(rows)).containsExactly(several);
    assertThat(several[1]).isEqualTo(rows);
  }

  private static float[] sums(int rows) {
    return RowLoops.sum(
        rows,
        WIDTH,
        2,
        (from, to, sum) -> {
          for (int row = from; row < to; row++) {
            sum[0] += (float) Math.exp(row % 40);
            sum[1] += 1;
          }
        });
  }
}

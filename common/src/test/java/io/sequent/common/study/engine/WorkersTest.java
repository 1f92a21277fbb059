package io.sequent.common.study.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {
  /** An engine that trains nothing. */
  private static final class Room implements TrainingEngine {
    private final AtomicInteger capacity;

    Room(int capacity) {
      this.capacity = new AtomicInteger(capacity);
    }

    @Override
    public int capacity() {
      return capacity.get();
    }

    @Override
    public TrainingOutcome train(TrainingOrder order, TrainingWatch watch) {
      throw new AssertionError("nothing is to be trained");
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void threadsBeginWhenTheEngineGetsRoom() throws IOException {
    Room engine = new Room(1);
    CountDownLatch three = new CountDownLatch(3);
    Workers.run(
        engine,
        () -> {
          engine.capacity.set(3);
          three.countDown();
          await(three);
        });
    assertThat(three.getCount()).isZero();
  }

  @Test
  void noMoreThreadsThanTheEngineHasRoomFor() throws IOException {
    AtomicInteger begun = new AtomicInteger();
    Workers.run(new Room(2), begun::incrementAndGet);
    assertThat(begun).hasValueBetween(1, 2);
  }

  @Test
  void firstMistakeEndsTheOthers() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    assertThatThrownBy(
            () ->
                Workers.run(
                    new Room(2),
                    () -> {
                      if (begun.getAndIncrement() == 0) {
                        throw new UserError("the first");
                      }
                      await(never);
                    }))
        .isInstanceOf(UserError.class)
        .hasMessage("the first");
  }
}

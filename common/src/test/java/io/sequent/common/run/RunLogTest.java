package io.sequent.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class RunLogTest {
  private static final Logger log = LoggerFactory.getLogger(RunLogTest.class);

  @TempDir private Path folder;

  @Test
  void runsAtTheSameTimeKeepTheirLogsApart() throws Exception {
    CyclicBarrier bothOpen = new CyclicBarrier(2);
    CyclicBarrier bothDone = new CyclicBarrier(2);
    ExecutorService workers = Executors.newFixedThreadPool(2);
    try {
      Future<?> one = workers.submit(() -> logged("one", bothOpen, bothDone));
      Future<?> two = workers.submit(() -> logged("two", bothOpen, bothDone));
      one.get();
      two.get();
    } finally {
      workers.shutdown();
    }
    assertThat(folder.resolve("one")).content().contains("from one").doesNotContain("two");
    assertThat(folder.resolve("two")).content().contains("from two").doesNotContain("one");
  }

  private Void logged(String name, CyclicBarrier bothOpen, CyclicBarrier bothDone)
      throws Exception {
    try (RunLog runLog = RunLog.to(folder.resolve(name))) {
      assertThat(runLog).isNotNull();
      bothOpen.await();
      log.info("from {}", name);
      bothDone.await();
    }
    return null;
  }

  @Test
  void nothingIsAddedOnceItIsClosedAndALaterLogGoesOn() throws Exception {
    Path file = folder.resolve("run.log");
    try (RunLog first = RunLog.to(file)) {
      assertThat(first).isNotNull();
      log.info("first");
    }
    log.info("between");
    try (RunLog second = RunLog.to(file)) {
      assertThat(second).isNotNull();
      log.info("second");
    }
    assertThat(Files.readAllLines(file))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("INFO"))
        .satisfiesExactly(
            line -> assertThat(line).endsWith("- first"),
            line -> assertThat(line).endsWith("- second"));
  }
}

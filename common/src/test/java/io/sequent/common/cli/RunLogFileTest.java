package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
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

class RunLogFileTest {
  private static final Logger log = LoggerFactory.getLogger(RunLogFileTest.class);

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
    try (Closeable runLog = RunLogFile.open(folder.resolve(name))) {
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
    try (Closeable first = RunLogFile.open(file)) {
      assertThat(first).isNotNull();
      log.info("first");
    }
    log.info("between");
    try (Closeable second = RunLogFile.open(file)) {
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

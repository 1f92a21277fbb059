package io.sequent.common.network.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sequent.common.cli.Main;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

/** What only shows in a process of its own. */
class NativeProcessTest {
  /** Of whoever runs the tests; some tests are about these. */
  private static final List<String> WAITING = List.of("OMP_WAIT_POLICY", "GOMP_SPINCOUNT");

  @TempDir private Path folder;

  @Test
  void residentMemoryStaysFlatOverChangingLengths() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "no /proc to read the memory from");
    // The heap has its size from the start, and the optimising compiler, which takes and keeps some
    // tens of MiB of its own, is off: what is left to grow is native memory.
    String output =
        run(
            classPath(),
            "-Xms128m",
            "-Xmx128m",
            "-XX:+AlwaysPreTouch",
            "-XX:TieredStopAtLevel=1",
            MemoryProbe.class.getName(),
            "200",
            "2000");
    List<Long> kibibytes = output.lines().map(Long::valueOf).toList();
    assertThat(kibibytes).hasSize(2);
    assertThat(kibibytes.get(1)).isCloseTo(kibibytes.get(0), withinPercentage(5));
  }

  @Test
  void missingLibraryFallsBackAndDoctorSaysWhy() throws Exception {
    String without =
        Stream.of(classPath().split(File.pathSeparator))
            .filter(entry -> !new File(entry).getName().matches("dnnl-[\\d.]+-[\\d.]+-.*\\.jar"))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(run(without, Main.class.getName(), "doctor"))
        .containsPattern("kernels +portable, for oneDNN cannot be used: its native library");

    String training =
        run(
            without,
            Main.class.getName(),
            "train",
            "stocks",
            "--data=sample",
            "--epochs=1",
            "--hidden=4",
            "--out=" + folder.resolve("run"));
    assertThat(training).containsOnlyOnce("Using the portable kernels");
    assertThat(folder.resolve("run/result.json"))
        .content()
        .contains("portable, for oneDNN cannot be used");
  }

  /** Uses the native libraries once, which then print the settings that they have found. */
  static final class Sum {
    public static void main(String[] arguments) {
      NativeProperties.set();
      System.out.println(Nd4j.ones(2).sumNumber());
    }
  }

  @Test
  void threadsSpinBrieflyUnlessTheUserSaysOtherwise() throws Exception {
    assumeTrue(Loader.getPlatform().startsWith("linux"), "only Linux takes it");
    Map<String, String> verbose = Map.of("OMP_DISPLAY_ENV", "verbose");
    assertThat(run(verbose, classPath(), Sum.class.getName()))
        .contains("2.0", "GOMP_SPINCOUNT = '300'");

    Map<String, String> own = Map.of("OMP_DISPLAY_ENV", "verbose", "OMP_WAIT_POLICY", "passive");
    assertThat(run(own, classPath(), Sum.class.getName())).contains("GOMP_SPINCOUNT = '0'");
  }

  private String run(String classPath, String... arguments) throws Exception {
    return run(Map.of(), classPath, arguments);
  }

  private String run(Map<String, String> environment, String classPath, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    WAITING.forEach(builder.environment()::remove);
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor()).as(() -> read(output)).isZero();
    return read(output);
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}

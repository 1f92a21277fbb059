package io.sequent;

import static io.sequent.Installation.SHOW_ARGUMENTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sequent.Installation.Ended;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code sequent}, with a Java and a Maven that only say what they are called with. */
class LauncherTest {
  @TempDir private Path folder;
  private Installation installed;
  private Path home;

  @BeforeEach
  void install() throws IOException {
    assumeTrue(File.separatorChar == '/', "the script is for POSIX shells");
    installed = Installation.in(folder.toRealPath());
    home = installed.home();
  }

  @Test
  void jarGetsTheArgumentsAsTheyAre() throws Exception {
    Path jar = Files.createFile(home.resolve("sequent.jar"));
    Ended ended =
        installed.run(
            home.resolve("sequent"),
            Map.of("SEQUENT_JAVA_OPTIONS", "-Xmx1g -Dx=y"),
            "predict",
            "--prompt=two  blanks",
            "");
    assertThat(ended)
        .isEqualTo(
            new Ended(
                0,
                List.of(
                    "arenas=2",
                    "[-Xmx1g]",
                    "[-Dx=y]",
                    "[-jar]",
                    "[" + jar + "]",
                    "[predict]",
                    "[--prompt=two  blanks]",
                    "[]")));
  }

  /** The main class of a {@code sequent.jar}, with something to read in a jar below lib. */
  static final class Unpacked {
    public static void main(String[] arguments) throws IOException {
      try (InputStream in = Unpacked.class.getResourceAsStream("/library.txt")) {
        System.out.println(new String(in.readAllBytes(), UTF_8) + " " + List.of(arguments));
      }
    }
  }

  @Test
  void unpackedZipRunsWithItsLibrariesFromAnyFolder() throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Unpacked.class.getName());
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "lib/library.jar");
    String name = Unpacked.class.getName().replace('.', '/') + ".class";
    try (InputStream in = Unpacked.class.getResourceAsStream("/" + name)) {
      Installation.jar(home.resolve("sequent.jar"), manifest, Map.of(name, in.readAllBytes()));
    }
    Path lib = Files.createDirectory(home.resolve("lib"));
    Installation.jar(
        lib.resolve("library.jar"), new Manifest(), Map.of("library.txt", "found".getBytes(UTF_8)));
    Path link =
        Files.createSymbolicLink(installed.programs().resolve("sequent"), home.resolve("sequent"));

    Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"));
    Ended ended = new Ended(0, List.of("found [train, ner]"));
    assertThat(installed.run(home.resolve("sequent"), environment, "train", "ner"))
        .isEqualTo(ended);
    assertThat(installed.run(link, environment, "train", "ner")).isEqualTo(ended);
  }

  @Test
  void linkToTheScriptAndTheUsersOwnArenasAreFollowed() throws Exception {
    Path jar =
        Files.createFile(Files.createDirectory(home.resolve("target")).resolve("sequent.jar"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a home/sequent"));
    Ended ended = installed.run(link, Map.of("MALLOC_ARENA_MAX", "8"));
    assertThat(ended.out()).containsExactly("arenas=8", "[-jar]", "[" + jar + "]");
  }

  @Test
  void serverCollectsGarbageOftenUnlessTheUserChooses() throws Exception {
    Files.createFile(home.resolve("sequent.jar"));
    Path script = home.resolve("sequent");
    List<String> chosen = List.of("[-XX:+UseSerialGC]", "[-Xmn32m]");
    String own = "SEQUENT_JAVA_OPTIONS";

    assertThat(installed.run(script, Map.of(), "serve", "news").out())
        .containsSubsequence(chosen)
        .endsWith("[serve]", "[news]");
    assertThat(installed.run(script, Map.of(own, "-Xmx1g"), "serve").out())
        .containsSubsequence("[-XX:+UseSerialGC]", "[-Xmn32m]", "[-Xmx1g]", "[-jar]");
    for (String option : List.of("-XX:+UseG1GC", "-Xmn64m", "-XX:NewSize=1g")) {
      assertThat(installed.run(script, Map.of(own, option), "serve").out())
          .doesNotContainAnyElementsOf(chosen)
          .contains("[" + option + "]");
    }
    assertThat(installed.run(script, Map.of(), "predict", "serve").out())
        .doesNotContainAnyElementsOf(chosen);
  }

  @Test
  void checkoutIsBuiltByTheFirstUse() throws Exception {
    Files.createFile(home.resolve("pom.xml"));
    Files.createDirectory(home.resolve("target"));
    installed.program("mvn", SHOW_ARGUMENTS + ": > \"${4%/*}/target/sequent.jar\"\n");
    Ended first = installed.run(home.resolve("sequent"), Map.of(), "runs");
    assertThat(first.status()).as(String.join("\n", first.out())).isZero();
    assertThat(first.out())
        .startsWith("building Sequent, once; the first build downloads its libraries")
        .contains("[" + home.resolve("pom.xml") + "]", "[package]", "[-DskipTests]")
        .endsWith("[runs]");
    assertThat(installed.run(home.resolve("sequent"), Map.of(), "runs").out()).hasSize(4);
  }

  @Test
  void whatIsMissingIsSaidInOneLine() throws Exception {
    Path script = home.resolve("sequent");
    assertThat(installed.run(script, Map.of()))
        .isEqualTo(new Ended(2, List.of("error: no sequent.jar in " + home)));

    Files.createFile(home.resolve("pom.xml"));
    assertThat(installed.run(script, Map.of()))
        .isEqualTo(
            new Ended(
                2,
                List.of(
                    "error: Sequent is not built yet and needs Maven, expected mvn on the PATH")));

    installed.program("mvn", "exit 1\n");
    assertThat(installed.run(script, Map.of()).status()).isEqualTo(2);
    assertThat(installed.run(script, Map.of()).out())
        .endsWith("error: the build of " + home + " failed");

    assertThat(installed.run(script, Map.of("JAVA_HOME", "/none")))
        .isEqualTo(
            new Ended(
                2,
                List.of(
                    "error: no Java at '/none/bin/java', expected 17 or later on the PATH or in"
                        + " JAVA_HOME")));
  }
}

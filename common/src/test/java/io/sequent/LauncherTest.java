package io.sequent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code sequent}, with a Java and a Maven that only say what they are called with. */
class LauncherTest {
  private static final String SHOW_ARGUMENTS = "for a in \"$@\"; do echo \"[$a]\"; done\n";

  @TempDir private Path folder;
  private Path home;
  private Path programs;

  @BeforeEach
  void install() throws IOException {
    assumeTrue(File.separatorChar == '/', "the script is for POSIX shells");
    home = Files.createDirectory(folder.resolve("a home"));
    programs = Files.createDirectory(folder.resolve("programs"));
    Files.copy(Path.of("sequent"), home.resolve("sequent"));
    program("java", "echo arenas=$MALLOC_ARENA_MAX\n" + SHOW_ARGUMENTS);
    for (String needed : List.of("dirname", "readlink")) {
      program(needed, "exec /usr/bin/" + needed + " \"$@\"\n");
    }
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Ended(int status, List<String> out) {}

  private Ended run(Path script, Map<String, String> environment, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).directory(programs.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", programs.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    List<String> out = new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    return new Ended(process.waitFor(), out);
  }

  @Test
  void jarGetsTheArgumentsAsTheyAre() throws Exception {
    Path jar = Files.createFile(home.resolve("sequent.jar"));
    Ended ended =
        run(
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
      jar(home.resolve("sequent.jar"), manifest, name, in.readAllBytes());
    }
    Path lib = Files.createDirectory(home.resolve("lib"));
    jar(lib.resolve("library.jar"), new Manifest(), "library.txt", "found".getBytes(UTF_8));
    Path link = Files.createSymbolicLink(programs.resolve("sequent"), home.resolve("sequent"));

    Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"));
    Ended ended = new Ended(0, List.of("found [train, ner]"));
    assertThat(run(home.resolve("sequent"), environment, "train", "ner")).isEqualTo(ended);
    assertThat(run(link, environment, "train", "ner")).isEqualTo(ended);
  }

  private static void jar(Path file, Manifest manifest, String name, byte[] content)
      throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      out.putNextEntry(new JarEntry(name));
      out.write(content);
    }
  }

  @Test
  void linkToTheScriptAndTheUsersOwnArenasAreFollowed() throws Exception {
    Path jar =
        Files.createFile(Files.createDirectory(home.resolve("target")).resolve("sequent.jar"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a home/sequent"));
    Ended ended = run(link, Map.of("MALLOC_ARENA_MAX", "8"));
    assertThat(ended.out).containsExactly("arenas=8", "[-jar]", "[" + jar + "]");
  }

  @Test
  void checkoutIsBuiltByTheFirstUse() throws Exception {
    Files.createFile(home.resolve("pom.xml"));
    Files.createDirectory(home.resolve("target"));
    program("mvn", SHOW_ARGUMENTS + ": > \"${4%/*}/target/sequent.jar\"\n");
    Ended first = run(home.resolve("sequent"), Map.of(), "runs");
    assertThat(first.status).as(String.join("\n", first.out)).isZero();
    assertThat(first.out)
        .startsWith("building Sequent, once; the first build downloads its libraries")
        .contains("[" + home.resolve("pom.xml") + "]", "[package]", "[-DskipTests]")
        .endsWith("[runs]");
    assertThat(run(home.resolve("sequent"), Map.of(), "runs").out).hasSize(4);
  }

  @Test
  void whatIsMissingIsSaidInOneLine() throws Exception {
    Path script = home.resolve("sequent");
    assertThat(run(script, Map.of()))
        .isEqualTo(new Ended(2, List.of("error: no sequent.jar in " + home)));

    Files.createFile(home.resolve("pom.xml"));
    assertThat(run(script, Map.of()))
        .isEqualTo(
            new Ended(
                2,
                List.of(
                    "error: Sequent is not built yet and needs Maven, expected mvn on the PATH")));

    program("mvn", "exit 1\n");
    assertThat(run(script, Map.of()).status).isEqualTo(2);
    assertThat(run(script, Map.of()).out).endsWith("error: the build of " + home + " failed");

    assertThat(run(script, Map.of("JAVA_HOME", "/none")))
        .isEqualTo(
            new Ended(
                2,
                List.of(
                    "error: no Java at '/none/bin/java', expected 17 or later on the PATH or in"
                        + " JAVA_HOME")));
  }
}

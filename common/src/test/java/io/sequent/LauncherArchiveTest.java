package io.sequent;

import static io.sequent.Installation.SHOW_ARGUMENTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sequent.Installation.Ended;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archive of classes that the script {@code sequent} makes and uses, with a Java that only
 * writes a word into it.
 */
class LauncherArchiveTest {
  private static final String PREPARING = "preparing quick starts, once for this Java";
  private static final String REHEARSAL =
      """
      for a in "$@"; do
        case $a in
          -XX:ArchiveClassesAtExit=*)
            echo on standard output
            echo on standard error >&2
            . ./rehearsal
            printf classes >"${a#*=}"
            exit 0 ;;
        esac
      done
      """;

  @TempDir private Path folder;
  private Installation installed;
  private Path home;

  @BeforeEach
  void install() throws IOException {
    assumeTrue(File.separatorChar == '/', "the script is for POSIX shells");
    folder = folder.toRealPath();
    installed = Installation.in(folder);
    home = installed.home();
    installed.link("stat", "cksum", "wc", "find", "mkdir", "rm", "mv");
    installed.program("java", REHEARSAL + SHOW_ARGUMENTS);
    rehearsal("");
    Files.writeString(home.resolve("sequent.jar"), "jar");
    Files.writeString(Files.createDirectory(home.resolve("lib")).resolve("library.jar"), "library");
    Files.writeString(Files.createDirectory(folder.resolve("lib")).resolve("modules"), "modules");
  }

  /** What Java does, as commands, before it writes the archive. */
  private void rehearsal(String commands) throws IOException {
    Files.writeString(installed.programs().resolve("rehearsal"), commands);
  }

  private List<String> run(Map<String, String> environment) throws Exception {
    Ended ended = installed.run(installed.script(), environment, "runs");
    assertThat(ended.status()).as(String.join("\n", ended.out())).isZero();
    return ended.out();
  }

  private static List<Path> archives(Path place) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(file -> file.getFileName().toString().startsWith("sequent-")).toList();
    }
  }

  private static Path onlyArchive(Path place) throws IOException {
    List<Path> found = archives(place);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private List<String> with(Path archive) {
    return List.of(
        "[-XX:SharedArchiveFile=" + archive + "]",
        "[-XX:+VerifySharedSpaces]",
        "[-Xlog:cds*=off]",
        "[-jar]",
        "[" + home.resolve("sequent.jar") + "]",
        "[runs]");
  }

  private List<String> without() {
    return List.of("[-jar]", "[" + home.resolve("sequent.jar") + "]", "[runs]");
  }

  private static List<String> prepared(List<String> arguments) {
    return Stream.concat(Stream.of(PREPARING), arguments.stream()).toList();
  }

  @Test
  void firstUseMakesItAndLaterOnesUseIt() throws Exception {
    List<String> first = run(Map.of());
    Path archive = onlyArchive(home);
    assertThat(archive.getFileName().toString())
        .matches("sequent-" + folder.getFileName() + "-\\d+-7\\.jsa");
    assertThat(archive).hasContent("classes");
    assertThat(first).isEqualTo(prepared(with(archive)));
    assertThat(run(Map.of())).isEqualTo(with(archive));
  }

  @Test
  void anotherJarOrLibraryOrJavaReplacesIt() throws Exception {
    run(Map.of());
    for (Path changed :
        List.of(
            home.resolve("sequent.jar"),
            home.resolve("lib/library.jar"),
            folder.resolve("lib/modules"))) {
      Path before = onlyArchive(home);
      Files.setLastModifiedTime(changed, FileTime.from(Instant.parse("2020-01-02T03:04:05Z")));
      List<String> out = run(Map.of());
      Path after = onlyArchive(home);
      assertThat(after).as(changed.toString()).isNotEqualTo(before);
      assertThat(out).isEqualTo(prepared(with(after)));
    }
  }

  @Test
  void javaElsewhereHasOneOfItsOwn() throws Exception {
    Path other = Files.createDirectory(folder.resolve("jdk"));
    Files.writeString(Files.createDirectory(other.resolve("lib")).resolve("modules"), "modules");
    Files.createSymbolicLink(other.resolve("bin"), installed.programs());
    Path link = Files.createSymbolicLink(folder.resolve("link"), other);
    run(Map.of());
    Path first = onlyArchive(home);
    assertThat(run(Map.of("JAVA_HOME", other.toString()))).startsWith(PREPARING);
    assertThat(archives(home)).hasSize(2).contains(first);
    assertThat(run(Map.of())).isEqualTo(with(first));
    assertThat(run(Map.of("JAVA_HOME", link.toString())))
        .as("one Java by two names")
        .doesNotContain(PREPARING);
  }

  @Test
  void oneThatWasCutOffIsMadeAgain() throws Exception {
    run(Map.of());
    Path archive = onlyArchive(home);
    Files.writeString(archive, "cl");
    assertThat(run(Map.of())).isEqualTo(prepared(with(archive)));
    assertThat(archive).hasContent("classes");
  }

  @Test
  void failureIsSilentAndNotRepeated() throws Exception {
    rehearsal("exit 1");
    assertThat(run(Map.of())).isEqualTo(prepared(without()));
    assertThat(onlyArchive(home)).isEmptyFile();
    assertThat(run(Map.of())).isEqualTo(without());
  }

  @Test
  void installationThatCannotBeWrittenToHasItInTheCacheOfTheUser() throws Exception {
    installed.program(
        "mkdir",
        """
        for last; do :; done
        case $last in "$CLOSED"*) exit 1 ;; esac
        PATH=/usr/bin:/bin exec mkdir "$@"
        """);
    String closed = "/a home/sequent-";
    Path cache = folder.resolve("cache");
    Map<String, String> environment =
        Map.of("CLOSED", folder + closed, "XDG_CACHE_HOME", cache.toString());
    List<String> first = run(environment);
    Path archive = onlyArchive(Path.of(cache + "/sequent/classes" + home));
    assertThat(first).isEqualTo(prepared(with(archive)));
    assertThat(run(environment)).isEqualTo(with(archive));
    assertThat(archives(home)).isEmpty();

    assertThat(run(Map.of("CLOSED", folder.toString(), "HOME", folder.resolve("me").toString())))
        .isEqualTo(without());
    assertThat(run(Map.of("CLOSED", folder + closed))).as("no home").isEqualTo(without());
  }

  @Test
  void optionsOfTheUserForArchivesAreNotMixedWithOurs() throws Exception {
    run(Map.of());
    for (String variable :
        List.of("SEQUENT_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")) {
      for (String option :
          List.of("-Xshare:off", "-XX:SharedArchiveFile=x.jsa", "-XX:AOTCache=x.aot")) {
        assertThat(run(Map.of(variable, "-Xmx1g " + option)))
            .endsWith("[-jar]", "[" + home.resolve("sequent.jar") + "]", "[runs]")
            .doesNotContain("[-XX:+VerifySharedSpaces]");
      }
    }
  }

  @Test
  void otherOptionsOfTheUserComeLastAndAreNotThoseOfTheRehearsal() throws Exception {
    rehearsal("[ -z \"${JAVA_TOOL_OPTIONS:-}${JDK_JAVA_OPTIONS:-}\" ] || exit 1");
    String debugger = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y";
    List<String> out =
        run(
            Map.of(
                "SEQUENT_JAVA_OPTIONS", "-Xmx1g",
                "JAVA_TOOL_OPTIONS", debugger,
                "JDK_JAVA_OPTIONS", debugger));
    assertThat(out)
        .containsSubsequence("[-Xlog:cds*=off]", "[-Xmx1g]", "[-jar]")
        .startsWith(PREPARING);
  }

  @Test
  void callWhileAnotherMakesItDoesWithout() throws Exception {
    rehearsal("sh '" + installed.script() + "' runs >./second 2>&1\n");
    installed.program("sh", "exec /bin/sh \"$@\"\n");
    run(Map.of());
    assertThat(Files.readAllLines(installed.programs().resolve("second"), UTF_8))
        .isEqualTo(without());
    assertThat(archives(home)).hasSize(1);
  }

  @Test
  void whatAKilledProcessLeftIsRemovedAfterADay() throws Exception {
    run(Map.of());
    Path archive = onlyArchive(home);
    Files.delete(archive);
    Path left =
        Files.createDirectory(
            home.resolve(archive.getFileName().toString().replace("-7.jsa", ".making")));
    assertThat(run(Map.of())).isEqualTo(without());
    Instant old = Instant.now().minus(Duration.ofDays(3));
    Files.setLastModifiedTime(left, FileTime.from(old));
    assertThat(run(Map.of())).isEqualTo(prepared(with(archive)));
    assertThat(onlyArchive(home)).isEqualTo(archive);
  }

  @Test
  void scriptInThePlaceOfJavaHasNone() throws Exception {
    Files.delete(folder.resolve("lib/modules"));
    assertThat(run(Map.of())).isEqualTo(without());
    assertThat(archives(home)).isEmpty();
  }
}

package io.sequent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dependencies of the project in docs/example, for Maven, for Gradle and in the docs. */
class ExampleProjectTest {
  private static final Path EXAMPLE = Path.of("docs/example");
  private static final Pattern MAVEN =
      Pattern.compile(
          "<groupId>(.+)</groupId>\\s*<artifactId>(.+)</artifactId>\\s*<version>(.+)</version>");
  private static final Pattern GRADLE = Pattern.compile("['\"]([^'\":]+):([^:]+):([^'\":@]+).*");

  private record Library(String group, String artifact, String version) {}

  private static List<Library> libraries(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> new Library(found.group(1), found.group(2), found.group(3)))
        .toList();
  }

  private static String read(String file) throws IOException {
    return Files.readString(EXAMPLE.resolve(file));
  }

  private static String between(String start, String end, String text) {
    Matcher part =
        Pattern.compile(Pattern.quote(start) + ".*?" + end, Pattern.DOTALL).matcher(text);
    assertThat(part.find()).as(start).isTrue();
    return part.group();
  }

  @Test
  void mavenAndGradleHaveTheSame() throws IOException {
    String maven = between("<dependencies>", "</dependencies>", read("pom.xml"));
    assertThat(libraries(MAVEN, maven))
        .isEqualTo(libraries(GRADLE, read("build.gradle")))
        .hasSize(6);
  }

  @Test
  void versionsAreThoseOfThisBuild() throws IOException {
    Set<String> classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).getFileName().toString())
            .collect(Collectors.toSet());
    String pom = Files.readString(Path.of("pom.xml"));
    String project = pom.substring(0, pom.indexOf("</version>") + "</version>".length());
    List<Library> libraries = libraries(GRADLE, read("build.gradle"));
    assertThat(libraries.get(0)).isEqualTo(libraries(MAVEN, project).get(0));
    assertThat(libraries.subList(1, libraries.size()))
        .allSatisfy(
            library ->
                assertThat(classPath).contains(library.artifact + "-" + library.version + ".jar"));
  }

  @Test
  void theDocsShowWhatGradleHas() throws IOException {
    assertThat(Files.readString(Path.of("docs/install.md")))
        .contains(between("def platform", "\n}\n", read("build.gradle")));
  }
}

package io.sequent.dependency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No library on the class path has a vulnerability of the list, but for explained exceptions. */
class KnownVulnerabilitiesTest {
  private static final Path LIST = Path.of("common/src/test/resources/vulnerabilities.csv");
  private static final Path EXPLANATIONS = Path.of("docs/dependencies.md");

  private static List<Vulnerability> known;
  private static String comment;
  private static List<Library> libraries;

  @BeforeAll
  static void read() throws IOException {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setCommentMarker('#')
            .get();
    try (CSVParser list = format.parse(Files.newBufferedReader(LIST))) {
      known = list.stream().map(Vulnerability::of).toList();
      comment = list.getHeaderComment();
    }
    libraries = Library.onClassPath();
  }

  @Test
  void noLibraryIsAffected() throws IOException {
    Map<String, String> affected = affected();
    exceptions().forEach(row -> affected.remove(row.get(0) + row.get(1)));

    assertThat(affected.values()).isEmpty();
  }

  @Test
  void eachExceptionIsNeededAndExplained() throws IOException {
    assertThat(exceptions())
        .allSatisfy(row -> assertThat(affected()).containsKey(row.get(0) + row.get(1)))
        .allSatisfy(row -> assertThat(row.get(2)).isNotEmpty());
  }

  private static List<List<String>> exceptions() throws IOException {
    return MarkdownTable.under("Known vulnerabilities", EXPLANATIONS);
  }

  /** Messages, by the first two cells that an exception would have. */
  private static Map<String, String> affected() {
    Map<String, String> affected = new LinkedHashMap<>();
    for (Library library : libraries) {
      for (Vulnerability vulnerability : known) {
        if (vulnerability.affects(library)) {
          affected.put(cells(vulnerability, library), vulnerability.in(library));
        }
      }
    }
    return affected;
  }

  private static String cells(Vulnerability vulnerability, Library library) {
    return "[%1$s](https://github.com/advisories/%1$s)`%2$s` in `%3$s`"
        .formatted(vulnerability.advisory(), library.name(), library.jar());
  }

  @Test
  void librariesAreFoundWhereverTheyAre() {
    assertThat(libraries)
        .extracting(Library::name, Library::jar)
        .contains(
            tuple("org.jsoup:jsoup", "org.jsoup:jsoup"),
            // Gradle's jars have no pom.properties.
            tuple("org.apache.lucene:lucene-core", "org.apache.lucene:lucene-core"),
            tuple("org.yaml:snakeyaml", "org.yaml:snakeyaml"),
            tuple("org.yaml:snakeyaml", "org.nd4j:jackson"));
  }

  @Test
  void oldVersionIsAffectedAndFixedOneIsNot() {
    assertThat(affecting("ch.qos.logback:logback-core", "1.3.12")).isEmpty();
    assertThat(affecting("ch.qos.logback:logback-core", "1.3.11"))
        .containsExactly(
            "ch.qos.logback:logback-core 1.3.11: GHSA-vmq6-5m68-f53m (CVE-2023-6378, high), fixed in"
                + " 1.3.12");
    assertThat(affecting("ch.qos.logback:logback-core", "1.2.9")).hasSize(1);
    assertThat(affecting("org.yaml:snakeyaml", "1.9")).hasSize(2);
    assertThat(affecting("org.yaml:snakeyaml", "1.33")).hasSize(1);
    assertThat(affecting("org.yaml:snakeyaml", "2.0")).isEmpty();
    assertThat(affecting("com.google.protobuf:protobuf-java", "4.27.4")).hasSize(1);
  }

  private static List<String> affecting(String name, String version) {
    Library library = new Library(name, version, name);
    return known.stream()
        .filter(vulnerability -> vulnerability.affects(library))
        .map(vulnerability -> vulnerability.in(library))
        .toList();
  }

  @Test
  void listHasItsDateAndWholeRows() {
    String date =
        comment.lines().filter(line -> line.startsWith("date: ")).findFirst().orElseThrow();

    assertThat(LocalDate.parse(date.substring("date: ".length()))).isAfter("2026-01-01");
    assertThat(known)
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allSatisfy(
            vulnerability -> {
              assertThat(vulnerability.advisory()).matches("GHSA(-[23456789cfghjmpqrvwx]{4}){3}");
              assertThat(vulnerability.cve()).matches("CVE-20\\d\\d-\\d{4,}");
              assertThat(vulnerability.library()).matches("[\\w.-]+:[\\w.-]+");
              assertThat(vulnerability.fixed()).isNotEmpty();
              assertThat(vulnerability.severity()).isIn("high", "critical");
            });
  }
}

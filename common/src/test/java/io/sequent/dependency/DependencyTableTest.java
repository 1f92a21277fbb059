package io.sequent.dependency;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** docs/dependencies.md has each direct dependency of pom.xml, and no other. */
class DependencyTableTest {
  private static final Path PAGE = Path.of("docs/dependencies.md");
  private static final XPath XPATH = XPathFactory.newInstance().newXPath();
  private static final String BACKEND = "${nd4j.backend}";

  private static Document pom;

  @BeforeAll
  static void read() throws Exception {
    pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile());
  }

  @ParameterizedTest
  @CsvSource({
    "In the application,/project/dependencies/dependency[not(scope) or scope='runtime']",
    "Only where it is built,/project/dependencies/dependency[scope='provided']",
    "In tests,/project/dependencies/dependency[scope='test']",
  })
  void eachDependencyIsInTheTable(String heading, String dependencies) throws Exception {
    assertThat(tabled(heading)).isEqualTo(named(dependencies));
  }

  @Test
  void theProfilesDependenciesAreInTheTable() throws Exception {
    Set<String> names = named("/project/profiles/profile/dependencies/dependency");
    for (String backend : values("/project/profiles/profile/properties/*[name()='nd4j.backend']")) {
      names.add("`org.nd4j:" + backend + "`");
    }
    names.removeAll(tabled("In the application"));

    assertThat(tabled("With profiles")).isEqualTo(names);
  }

  private static Set<String> tabled(String heading) throws IOException {
    List<List<String>> rows = MarkdownTable.under(heading, PAGE);
    assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(4).doesNotContain(""));
    Set<String> names = rows.stream().map(row -> row.get(0)).collect(toCollection(TreeSet::new));
    assertThat(names).hasSameSizeAs(rows);
    return names;
  }

  private static Set<String> named(String dependencies) throws XPathExpressionException {
    List<String> groups = values(dependencies + "/groupId");
    List<String> artifacts = values(dependencies + "/artifactId");
    String backend = values("/project/properties/*[name()='nd4j.backend']").get(0);
    return IntStream.range(0, groups.size())
        .mapToObj(i -> "`" + groups.get(i) + ":" + artifacts.get(i).replace(BACKEND, backend) + "`")
        .collect(toCollection(TreeSet::new));
  }

  private static List<String> values(String path) throws XPathExpressionException {
    NodeList nodes = (NodeList) XPATH.evaluate(path, pom, XPathConstants.NODESET);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }
}

package io.sequent.common.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.report.Charts;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
  private static final String HOSTILE = "</title><script>alert('\"&')</script>";

  @Test
  void samePartsGiveTheSamePage(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("new").resolve("page.html");

    SamplePage.page().write(file);

    assertThat(file).hasContent(SamplePage.page().html());
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void everyTextIsEscaped() {
    Picture picture =
        new Picture(HOSTILE, Charts.lines(HOSTILE, "x", "y", new double[] {1}, Map.of()));
    String html =
        new Page(
                HOSTILE,
                HOSTILE,
                List.of(
                    Section.of(HOSTILE)
                        .withNote(HOSTILE)
                        .withFact(HOSTILE, HOSTILE)
                        .withPictures(List.of(picture))
                        .withTable(new Table(HOSTILE, List.of(HOSTILE), List.of(List.of(HOSTILE))))
                        .withText(HOSTILE, HOSTILE),
                    Section.of("2"),
                    Section.of("3"),
                    Section.of("4")))
            .html();

    // Browser's title, heading, subtitle; contents, heading, note; fact twice; chart; table's
    // label, title, head and cell; text twice.
    assertThat(html.split("&lt;script", -1)).hasSize(15 + 1);
    assertThat(html).doesNotContain("<script");
  }

  @Test
  void pageAsksNothingOfANetwork() {
    String html = SamplePage.page().html();

    assertThat(html.replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
        .doesNotContain("http:", "https:", "@import", "<script", "src=");
    assertThat(Pattern.compile("url\\((?!#)").matcher(html).find()).isFalse();
    assertThat(Pattern.compile("href=\"(?!#|data:,\")").matcher(html).find()).isFalse();
  }

  @Test
  void idsAreUnique() {
    List<String> ids =
        Pattern.compile(" id=\"([^\"]*)\"")
            .matcher(SamplePage.page().html())
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(8);
  }

  @Test
  void figuresStandToTheRight() {
    Table table = new Table("T", List.of("name", "value"), List.of(List.of("a", "1.5")));
    assertThat(page(Section.of("S").withTable(table)))
        .contains("<td>a</td>", "<td class=\"figure\">1.5</td>", "class=\"figure\">value</th>");
  }

  @Test
  void factsKeepTheirOrder() {
    Map<String, String> facts = new LinkedHashMap<>();
    IntStream.rangeClosed(1, 9).forEach(i -> facts.put("fact " + (10 - i), "v"));
    String html = page(Section.of("S").withFact("first", "v").withFacts(facts));

    assertThat(html).containsSubsequence("first", "fact 9", "fact 8", "fact 2", "fact 1");
  }

  @Test
  void preformattedTextKeepsItsFirstEmptyLine() {
    // A browser drops one line break behind the tag.
    assertThat(page(Section.of("S").withText("C", "\n a"))).contains("<pre>\n\n a</pre>");
  }

  @Test
  void onlyALongPageHasContents() {
    List<Section> three = List.of(Section.of("1"), Section.of("2"), Section.of("3"));
    List<Section> four = Stream.concat(three.stream(), Stream.of(Section.of("Four"))).toList();

    assertThat(new Page("T", "", three).html()).doesNotContain("<nav");
    assertThat(new Page("T", "", four).html())
        .contains("<a href=\"#section-4\">Four</a>", "<section id=\"section-4\">");
  }

  private static String page(Section section) {
    return new Page("T", "", List.of(section)).html();
  }
}

package io.sequent.common.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.Sequent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What one does on the page, with models that older versions have saved. */
class ServedPageTest {
  @TempDir private static Path folder;
  private static PageVisitor visitor;
  private static Browser browser;

  @BeforeAll
  static void open() throws IOException {
    Path news = TestServer.copy("news", folder.resolve("news"));
    Files.writeString(news.resolve("report.html"), "<title>The report</title>");
    Path weather = folder.resolve("weather");
    Sequent.task("weather").withData(days().toString()).with("epochs", 1).train(weather);
    List<String> runs =
        List.of(
            news.toString(),
            weather.toString(),
            TestServer.saved("ner").toString(),
            TestServer.saved("stocks").toString(),
            TestServer.saved("textgen").toString());
    visitor = new PageVisitor(TestServer.ofRuns(Map.of(), runs), folder);
    browser = visitor.browser();
  }

  private static Path days() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.write(
        data.resolve("days.csv"),
        IntStream.range(0, 40)
            .mapToObj(i -> "%d,%d,%d,%d".formatted(i % 7, i % 7 + 5, i % 7 + 2, i % 7 + 1))
            .toList());
    return data;
  }

  @AfterAll
  static void close() {
    if (visitor != null) {
      visitor.close();
    }
  }

  /** The policy is kept to, and no script fails. */
  @AfterEach
  void browserHasNoComplaint() {
    assertThat(visitor.complaints()).isEmpty();
  }

  @Test
  void typedTextHasClassesTheMostProbableFirst() {
    visitor.open("news");
    browser.find("#input").click();
    browser.type("Oil prices rise as the storm nears the coast.");

    browser.press(Keys.chord(Keys.CONTROL, Keys.ENTER));
    visitor.awaitAnswer();

    // As in predictions.jsonl, where they are in the order of the model.
    assertThat(visitor.status()).isEqualTo("World, 26.4 %");
    assertThat(visitor.texts(".classes .name"))
        .containsExactly("World predicted", "Business", "Sports", "Sci/Tech");
    assertThat(visitor.texts(".classes .share"))
        .containsExactly("26.4 %", "26.2 %", "24.6 %", "22.7 %");
    List<Double> bars = new ArrayList<>();
    browser.all(".classes .part").forEach(bar -> bars.add((double) bar.getRect().getWidth()));
    double whole = browser.find(".classes .whole").getRect().getWidth();
    assertThat(bars.get(0) / whole).isBetween(0.25, 0.28);
    assertThat(bars.get(3) / whole).isBetween(0.21, 0.24);
  }

  @Test
  void classIsLeftOpenBelowTheThreshold() {
    visitor.open("news");
    visitor.enter("Oil prices rise as the storm nears the coast.");
    visitor.set("Threshold", "0.9");

    visitor.predict();

    assertThat(visitor.status()).isEqualTo("No class is probable enough; the best has 26.4 %.");
    assertThat(visitor.texts(".badge")).isEmpty();
  }

  @Test
  void entitiesAreMarkedWhereTheyStand() {
    visitor.open("ner");
    // Two code units, one character: places behind it differ by how one counts.
    visitor.enter("😀 Привіт.\nОлена Коваль живе у Львові.");

    visitor.predict();

    assertThat(visitor.texts("mark bdi:first-child")).contains("Олена Коваль", "Львові");
    assertThat(visitor.texts("mark .type")).contains("PERS", "LOC");
    assertThat(visitor.texts("mark .label"))
        .allMatch(label -> label.matches("[A-Z]+ \\d+\\.\\d %"));
    assertThat(visitor.texts(".legend li")).contains("PERS 1");
    String shown =
        String.valueOf(
            browser.run(
                "const copy = document.querySelector('.marked').cloneNode(true);"
                    + "copy.querySelectorAll('.label').forEach(label => label.remove());"
                    + "return copy.textContent"));
    assertThat(shown.replace("  ", " ").replace(" .", "."))
        .isEqualTo("😀 Привіт.\nОлена Коваль живе у Львові.");
  }

  @Test
  void textIsGeneratedAsOnTheCommandLine() throws IOException {
    visitor.open("textgen");
    visitor.enter("Once upon");
    visitor.set("Length", "40");

    visitor.predict();

    String expected = Files.readString(TestServer.saved("textgen").resolve("predictions.txt"));
    assertThat(generated()).isEqualTo(expected.stripTrailing());
    assertThat(visitor.status()).isEqualTo("40 characters.");

    visitor.set("Sample seed", "2");
    visitor.predict();
    assertThat(generated()).startsWith("Once upon").isNotEqualTo(expected.stripTrailing());
  }

  @Test
  void textIsSeenWhileItComesAndCanBeStopped() {
    visitor.open("textgen");
    visitor.set("Length", "100000000");
    browser.find("#predict").click();
    browser.await("first characters", page -> generated().length() > 20);
    assertThat(browser.find("#answer").getDomAttribute("aria-busy")).isEqualTo("true");
    assertThat(visitor.status()).isEqualTo("Writing…");

    browser.await("#stop").click();
    visitor.awaitAnswer();

    int length = generated().length();
    assertThat(visitor.status())
        .isEqualTo(String.format(Locale.ROOT, "%,d characters, then stopped.", length));
    assertThat(visitor.error()).isEmpty();
    assertThat(browser.find("#stop").isDisplayed()).isFalse();
    // The keys stay where they are of use.
    assertThat(browser.focused().getDomAttribute("id")).isEqualTo("predict");
    // It does not go on, here or in the server, whose next text comes at once.
    visitor.set("Length", "5");
    visitor.predict();
    assertThat(visitor.status()).isEqualTo("5 characters.");
  }

  private static String generated() {
    return String.valueOf(
        browser.run("return document.querySelector('.generated')?.textContent ?? ''"));
  }

  @Test
  void taskOfOnesOwnIsShownByItsFields() {
    visitor.open("weather");
    visitor.enter("3,9,7");

    visitor.predict();

    assertThat(visitor.texts(".record dt")).containsExactly("tomorrow");
    assertThat(visitor.texts(".record dd")).allMatch(value -> value.matches("-?\\d+\\.\\d+"));
  }

  @Test
  void manyClassesAreShownOnDemand() {
    visitor.open("news");
    browser.run(
        """
        import('/page/classes.js').then(classes => {
          const all = Array.from({length: 40}, (_, i) => [`class ${i}`, (i + 1) / 820]);
          const prediction = {class: 'class 0', probabilities: Object.fromEntries(all)};
          document.getElementById('result').replaceChildren(...classes.view(prediction));
        });
        """);
    browser.await("#result button");
    assertThat(visitor.texts(".classes > li")).hasSize(12);

    browser.find("#result button").click();

    List<String> names = visitor.texts(".classes bdi");
    assertThat(names).hasSize(40).startsWith("class 39", "class 38").endsWith("class 0");
    assertThat(browser.focused().getText()).contains("class 27");
  }

  @Test
  void droppedTextIsEnteredUnlessItIsLarge() throws IOException {
    Path text = Files.writeString(folder.resolve("text.txt"), "Oil prices rise\n");
    Path large = Files.writeString(folder.resolve("large.txt"), "x".repeat(2_100_000));
    visitor.open("news");

    browser.drop(text, 30, 30);
    browser.await("the text", page -> "Oil prices rise\n".equals(entered()));
    browser.drop(large, 30, 30);
    browser.await("#error");

    assertThat(visitor.error()).isEqualTo("large.txt has 2.1 MB, and at most 2 MB are taken here.");
    assertThat(entered()).isEqualTo("Oil prices rise\n");
  }

  private static String entered() {
    return String.valueOf(browser.find("#input").getDomProperty("value"));
  }

  @Test
  void pickedModelIsRememberedInTheAddress() {
    visitor.open("ner");
    assertThat(browser.find("#model").getDomProperty("value")).isEqualTo("ner");

    browser.find("#model").sendKeys("news");
    browser.await("another model", page -> page.address().endsWith("/#news"));
    assertThat(visitor.texts("#facts dt"))
        .containsExactly("test accuracy", "trained", "data", "run");
    assertThat(visitor.texts("#facts dd")).contains("0.2500", "sample", "news, its report");
    browser.reload();
    browser.await("#main");

    assertThat(browser.find("#model").getDomProperty("value")).isEqualTo("news");
    browser.run("location.hash = 'ner'");
    browser.await(
        "the model of the address", page -> page.texts("#predict").contains("Find entities"));
  }

  @Test
  void whatIsWrongIsSaidInOneSentence() {
    visitor.open("news");
    assertThat(visitor.status()).isEqualTo("The answer appears here.");
    browser.find("#predict").click();
    assertThat(visitor.status()).isEqualTo("Enter a text first.");
    assertThat(browser.focused().getDomAttribute("id")).isEqualTo("input");

    visitor.enter("Oil");
    visitor.set("Threshold", "2");
    visitor.predict();
    assertThat(visitor.error())
        .isEqualTo("Options: setting 'threshold': '2' is not allowed, expected 0 to 1.");
    assertThat(browser.all("#result *")).isEmpty();

    visitor.open("stocks");
    visitor.enter("2020-01-01,100,50");
    visitor.predict();
    assertThat(visitor.error()).contains("29 more trading days are needed");
  }

  @Test
  void reportOfTheRunIsBehindTheLink() {
    visitor.open("news");

    String address = String.valueOf(browser.find("#facts a").getDomProperty("href"));
    browser.visit(address);

    assertThat(browser.run("return document.title")).isEqualTo("The report");
    visitor.open("ner");
    assertThat(browser.all("#facts a")).isEmpty();
  }

  @Test
  void keyboardIsEnough() {
    visitor.open("news");
    List<String> stops = new ArrayList<>();
    for (int i = 0; i < 12 && !stops.contains("predict"); i++) {
      browser.press(Keys.TAB);
      stops.add(String.valueOf(browser.focused().getDomProperty("id")));
      assertThat(
              browser.run(
                  "const style = getComputedStyle(document.activeElement);"
                      + "return style.outlineStyle + parseFloat(style.outlineWidth)"))
          .as("outline of %s", stops)
          .isEqualTo("solid3");
      if (stops.get(stops.size() - 1).equals("input")) {
        browser.type("Oil prices rise");
      }
    }
    assertThat(stops.stream().filter(id -> !id.isEmpty()).collect(Collectors.toList()))
        .containsSubsequence("model", "example", "input", "predict");

    browser.press(Keys.ENTER);
    visitor.awaitAnswer();

    assertThat(visitor.texts(".classes > li")).hasSize(4);
  }
}

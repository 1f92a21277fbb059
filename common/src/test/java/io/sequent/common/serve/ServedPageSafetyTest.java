package io.sequent.common.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and texts that would like to be more than text. */
class ServedPageSafetyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String IMAGE = "<img src=x onerror=\"document.title='taken'\">";
  private static final String SCRIPT = "\"><script>document.title='taken'</script>";
  private static final String REVERSED = "\u202Egnp.exe";
  private static final String LONG = "x".repeat(300);

  /** A type has no blanks. */
  private static final String TYPE = "<img/src=x/onerror=document.title=1>";

  /** A folder's name has no slash. */
  private static final String NAME = "<img src=x onerror=document.title=1> #?";

  private static final String PHONE = "return document.documentElement.scrollWidth";

  @TempDir private static Path folder;
  private static PageVisitor visitor;
  private static Browser browser;

  @BeforeAll
  static void open() throws IOException {
    Path news = TestServer.copy("news", folder.resolve(NAME));
    Files.write(news.resolve("classes.txt"), List.of(IMAGE, SCRIPT, REVERSED, LONG));
    Path ner = TestServer.copy("ner", folder.resolve("ner"));
    Path tags = ner.resolve("tags.txt");
    Files.writeString(tags, Files.readString(tags).replace("PERS", TYPE).replace("LOC", REVERSED));
    Path stocks = TestServer.copy("stocks", folder.resolve("stocks"));
    Path scaler = stocks.resolve("scaler.json");
    ObjectNode scales = (ObjectNode) JSON.readTree(scaler.toFile());
    scales.putArray("series").add(IMAGE).add(LONG);
    JSON.writeValue(scaler.toFile(), scales);
    visitor =
        new PageVisitor(
            TestServer.ofRuns(
                Map.of(), List.of(news.toString(), ner.toString(), stocks.toString())),
            folder);
    browser = visitor.browser();
    browser.width(360);
  }

  @AfterAll
  static void close() {
    if (visitor != null) {
      visitor.close();
    }
  }

  @AfterEach
  void nothingBecameAnElement() {
    assertThat(browser.all("img, body script, iframe")).isEmpty();
    assertThat(browser.run("return document.title")).asString().endsWith(" – Sequent");
    // An inline script that was kept from running would be a complaint.
    assertThat(visitor.complaints()).isEmpty();
    assertThat(browser.run(PHONE)).as("width").isEqualTo(360L);
  }

  @Test
  void namesOfModelsAndClassesAreText() {
    visitor.open(NAME);
    assertThat(browser.find("#model").getText()).contains(NAME + " (news)");
    assertThat(visitor.texts("#facts dd")).contains(NAME);
    visitor.enter(IMAGE);

    visitor.predict();

    assertThat(visitor.texts(".classes bdi"))
        .containsExactlyInAnyOrder(IMAGE, SCRIPT, REVERSED, LONG);
    // What reverses its own name reverses nothing behind it.
    assertThat(visitor.texts(".classes .share")).allMatch(share -> share.matches("\\d+\\.\\d %"));
    assertThat(
            browser.run(
                "return getComputedStyle(document.querySelector('.classes bdi')).unicodeBidi"))
        .isEqualTo("isolate");
  }

  @Test
  void textsAndTypesOfEntitiesAreText() {
    String text = "Олена Коваль живе у Львові. " + IMAGE + " " + SCRIPT + " " + LONG;
    visitor.open("ner");
    visitor.enter(text);

    visitor.predict();

    assertThat(visitor.texts("mark .type")).contains(TYPE, REVERSED);
    assertThat(visitor.status()).contains(TYPE);
    assertThat(browser.find(".marked").getText()).contains(LONG);
    assertThat(browser.find(".marked").getDomProperty("textContent")).contains(SCRIPT);
  }

  @Test
  void namesOfSeriesAreText() {
    visitor.open("stocks");
    visitor.enter(
        IntStream.rangeClosed(1, 40)
            .mapToObj(day -> (100 + day) + "," + (50 + day))
            .collect(Collectors.joining("\n")));

    visitor.predict();

    assertThat(visitor.error()).isEmpty();
    assertThat(visitor.texts("figcaption")).containsExactly(IMAGE, LONG);
    assertThat(visitor.texts("tbody bdi")).containsExactly(IMAGE, LONG);
    assertThat(browser.find("figure svg").getDomAttribute("aria-label")).contains(IMAGE);
  }

  @Test
  void whatTheServerSaysOfAnInputIsText() {
    visitor.open(NAME);
    visitor.enter("Oil");
    visitor.set("Threshold", IMAGE);

    visitor.predict();

    assertThat(visitor.error()).contains("'threshold': '" + IMAGE + "'");
  }

  @Test
  void addressIsNoWayIn() {
    visitor.open("ner");
    browser.run("location.hash = '#<img src=x onerror=document.title=1>'");
    browser.run("location.hash = '#%E0%A4%A'");

    assertThat(browser.find("#model").getDomProperty("value")).isEqualTo("ner");
  }

  /** Were something to become an element, the policy would keep it from doing harm. */
  @Test
  void policyKeepsInlineScriptsStylesAndOtherHostsOut() {
    visitor.open("ner");
    browser.run(
        """
        document.body.insertAdjacentHTML('beforeend',
            `<i id="probe" style="color: red" onclick="document.title = 1"></i>`);
        document.getElementById('probe').click();
        window.reached = fetch('http://127.0.0.1:1/').then(() => 'yes', () => 'no');
        """);
    browser.await("refusals", page -> page.run("return window.reached") != null);

    assertThat(browser.run("return getComputedStyle(document.getElementById('probe')).color"))
        .isNotEqualTo("rgb(255, 0, 0)");
    List<String> complaints = visitor.complaints();
    assertThat(complaints).anyMatch(line -> line.contains("style-src"));
    assertThat(complaints).anyMatch(line -> line.contains("script-src"));
    assertThat(complaints).anyMatch(line -> line.contains("connect-src"));
  }
}

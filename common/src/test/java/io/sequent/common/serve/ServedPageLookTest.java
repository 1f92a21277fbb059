package io.sequent.common.serve;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Rectangle;

/** The page by day and by night, on a desk and on a phone. */
class ServedPageLookTest {
  private static final List<String> MODELS = List.of("news", "ner", "stocks", "textgen");

  /**
   * The texts that are seen with less contrast to what is behind them than 4.5 to 1, and how many
   * texts there are. The contrast is that of WCAG 2.2.
   */
  private static final String CONTRASTS =
      """
      const channels = color => color.match(/[\\d.]+/g).map(Number);
      const luminance = color => channels(color).slice(0, 3)
          .map(c => c / 255)
          .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
          .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
      const isClear = color => channels(color)[3] === 0;
      const behind = node => {
        const color = getComputedStyle(node).backgroundColor;
        return isClear(color) ? behind(node.parentElement) : color;
      };
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const pale = [];
      let number = 0;
      for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        const place = text.parentElement;
        if (text.data.trim() === '' || !place.checkVisibility()) continue;
        const style = getComputedStyle(place);
        const front = place instanceof SVGElement ? style.fill : style.color;
        const [a, b] = [luminance(front), luminance(behind(place))];
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        number++;
        if (contrast < 4.5) pale.push(text.data + ' ' + contrast);
      }
      return [pale, number];
      """;

  @TempDir private static Path folder;
  private static PageVisitor visitor;
  private static Browser browser;

  @BeforeAll
  static void open() {
    visitor = new PageVisitor(TestServer.of(Map.of(), MODELS.toArray(String[]::new)), folder);
    browser = visitor.browser();
  }

  @AfterAll
  static void close() {
    if (visitor != null) {
      visitor.close();
    }
  }

  /** Opens the page and has its example predicted for. */
  private static void answer(String model) {
    visitor.open(model);
    browser.find("#example").click();
    assertThat(browser.find("#input").getDomProperty("value")).isNotBlank();
    visitor.predict();
    assertThat(visitor.error()).isEmpty();
    assertThat(browser.find("#result").getText()).isNotBlank();
  }

  @Test
  void textsStandOutFromWhatIsBehindThem() {
    browser.width(1200);
    for (String model : MODELS) {
      answer(model);
      // All hues, with the text that they are behind.
      browser.run(
          """
          const place = document.getElementById('result');
          for (let hue = 1; hue <= 8; hue++) {
            const mark = document.createElement('mark');
            mark.className = `hue-${hue}`;
            mark.append('text');
            place.append(mark);
          }
          const error = document.getElementById('error');
          error.hidden = false;
          error.append('An error.');
          """);

      assertContrasts(model, "light", "rgb(255, 255, 255)");
      assertContrasts(model, "dark", "rgb(22, 24, 27)");
    }
  }

  private static void assertContrasts(String model, String scheme, String behind) {
    browser.prefers("prefers-color-scheme", scheme);
    List<?> found = requireNonNull((List<?>) browser.run(CONTRASTS));

    assertThat((List<?>) found.get(0)).as("%s, %s", model, scheme).isEmpty();
    assertThat((long) found.get(1)).as("texts").isGreaterThan(30);
    assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo(behind);
  }

  @Test
  void nothingIsWiderThanTheWindow() {
    for (String model : MODELS) {
      browser.width(360);
      answer(model);
      assertFits(360);
      assertThat(isBeside()).isFalse();
      // One sees that there is an answer without looking for it.
      assertThat(
              browser.run(
                  "return document.getElementById('status').getBoundingClientRect().bottom"
                      + " <= innerHeight"))
          .isEqualTo(true);

      browser.width(1200);
      assertFits(1200);
      assertThat(isBeside()).isTrue();
    }
  }

  private static void assertFits(long width) {
    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(width);
  }

  /** Whether the answer stands to the right of what is asked. */
  private static boolean isBeside() {
    Rectangle form = browser.find("#form").getRect();
    return browser.find("#answer").getRect().getX() >= form.getX() + form.getWidth();
  }

  @Test
  void chartIsAsWideAsItsPlaceAndItsTextsStayLegible() {
    browser.width(1200);
    answer("stocks");
    int wide = browser.find(".chart svg").getRect().getWidth();
    browser.width(360);
    browser.await("another width", page -> page.find(".chart svg").getRect().getWidth() < wide);

    assertThat(browser.find(".chart svg").getRect().getWidth())
        .isEqualTo(browser.find(".chart").getRect().getWidth());
    assertThat(browser.find(".chart text").getRect().getHeight()).isGreaterThanOrEqualTo(12);
  }

  @Test
  void nothingMovesForThoseWhoPreferThat() {
    String moves =
        "return [...document.querySelectorAll('*')].filter(node => "
            + "['transitionDuration', 'animationDuration'].some(name => "
            + "parseFloat(getComputedStyle(node)[name]) > 0)).length";
    browser.prefers("prefers-reduced-motion", "reduce");
    visitor.open("news");

    assertThat(browser.run(moves)).isEqualTo(0L);
  }

  @Test
  void everyControlHasAName() {
    for (String model : MODELS) {
      visitor.open(model);
      List<?> unnamed =
          (List<?>)
              browser.run(
                  "return [...document.querySelectorAll('input, select, textarea, button')]"
                      + ".filter(node => node.checkVisibility())"
                      + ".filter(node => !(node.labels?.length || node.textContent.trim()))"
                      + ".map(node => node.outerHTML)");
      assertThat(unnamed).isEmpty();
    }
  }
}

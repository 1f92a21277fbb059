package io.sequent.common.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sequent.Sequent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prices on the page: as a file, dropped or chosen, and as a chart beside persistence. */
class ServedForecastTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LocalDate DAY = LocalDate.of(2020, 1, 1);

  @TempDir private static Path folder;

  /** The closes of the saved run's input, on days from 2020-01-01. */
  private static Path prices;

  private static PageVisitor visitor;
  private static Browser browser;

  @BeforeAll
  static void open() throws IOException {
    prices = folder.resolve("prices.csv");
    Files.write(
        prices,
        IntStream.range(0, 32)
            .mapToObj(i -> DAY.plusDays(i) + "," + (101.5 + i) + "," + (51 + i))
            .toList());
    Path longWindow = folder.resolve("long-window");
    Sequent.task("stocks")
        .withData("sample")
        .with("window", 150)
        .with("hidden", 4)
        .with("epochs", 1)
        .train(longWindow);
    List<String> runs =
        List.of(
            withResiduals().toString(),
            TestServer.saved("stocks").toString(),
            longWindow.toString());
    visitor = new PageVisitor(TestServer.ofRuns(Map.of(), runs), folder);
    browser = visitor.browser();
  }

  /** The saved run with the residuals that versions since then save. */
  private static Path withResiduals() throws IOException {
    Path run = TestServer.copy("stocks", folder.resolve("with-residuals"));
    Path scaler = run.resolve("scaler.json");
    ObjectNode scales = (ObjectNode) JSON.readTree(scaler.toFile());
    ArrayNode residuals = scales.putArray("residuals");
    residuals.addObject().put("low", 0.9).put("high", 1.2);
    residuals.addObject().put("low", 0.8).put("high", 1.1);
    JSON.writeValue(scaler.toFile(), scales);
    return run;
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
  void chosenFileIsForecastBesidePersistence() throws IOException {
    visitor.open("with-residuals");

    browser.find("#file").sendKeys(prices.toString());
    browser.await("table");

    JsonNode last = lastForecast();
    double alfa = last.at("/forecast/ALFA").asDouble();
    double bravo = last.at("/forecast/BRAVO").asDouble();
    assertThat(visitor.texts("thead th"))
        .containsExactly("series", "forecast", "from", "to", "persistence", "change");
    assertThat(visitor.texts("tbody td"))
        .containsExactly(
            "ALFA",
            price(alfa),
            price(0.9 * alfa),
            price(1.2 * alfa),
            "132.50",
            change(alfa, 132.5),
            "BRAVO",
            price(bravo),
            price(0.8 * bravo),
            price(1.1 * bravo),
            "82.00",
            change(bravo, 82));
    assertThat(visitor.texts("figcaption")).containsExactly("ALFA", "BRAVO");
    assertThat(browser.all("figure svg[role=img]")).hasSize(2);
    assertThat(browser.find("figure svg").getDomAttribute("aria-label"))
        .isEqualTo(
            "The last 30 closes of ALFA, the latest 132.50, and the forecast %s."
                .formatted(price(alfa)));
    assertThat(browser.all("figure .wedge")).hasSize(2);
    // The line of 30 closes begins with an M, the others with an L.
    String line = String.valueOf(browser.find("figure .close").getDomAttribute("d"));
    assertThat(line.split("L")).hasSize(30);
    assertThat(browser.find("caption").getText())
        .isEqualTo("Forecast for 4 February 2020, with its 90 % interval");
    // The last day is a Saturday.
    assertThat(visitor.status())
        .isEqualTo(
            "ALFA %s, BRAVO %s, on 4 February 2020, 2 trading days ahead"
                .formatted(price(alfa), price(bravo)));
  }

  @Test
  void droppedFileIsForecastWhereverItFalls() throws IOException {
    visitor.open("stocks");

    browser.drop(prices, 20, 20);
    browser.await("table");

    JsonNode last = lastForecast();
    // This model was saved without residuals, and so has no intervals.
    assertThat(visitor.texts("thead th"))
        .containsExactly("series", "forecast", "persistence", "change");
    assertThat(visitor.texts("tbody td"))
        .contains(price(last.at("/forecast/ALFA").asDouble()), "132.50");
    assertThat(browser.all("figure .wedge")).isEmpty();
    assertThat(browser.address()).endsWith("/#stocks");
  }

  @Test
  void longWindowGetsTheDaysThatItNeeds() throws IOException {
    visitor.open("long-window");
    browser.find("#file").sendKeys(manyDays().toString());
    browser.await("table");

    assertThat(visitor.texts("tbody td")).contains("2,099.00", "2,049.00");
    visitor.enter("2020-01-01,100,50");
    visitor.predict();
    assertThat(visitor.error())
        .isEqualTo("Input: 149 more trading days are needed for a first forecast.");
  }

  @Test
  void filesOfManyDaysAreForecastInEitherOrder() throws IOException {
    Path ascending = manyDays();
    List<String> reversed = new ArrayList<>(Files.readAllLines(ascending));
    Collections.reverse(reversed);
    Path descending = folder.resolve("descending.csv");
    Files.writeString(
        descending, "Date,ALFA,BRAVO\n" + String.join("\n", reversed), StandardCharsets.UTF_16);
    visitor.open("stocks");

    browser.find("#file").sendKeys(ascending.toString());
    browser.await("table");
    List<String> forward = visitor.texts("tbody td");
    browser.find("#file").sendKeys(descending.toString());
    visitor.awaitAnswer();

    assertThat(forward).contains("2,099.00", "2,049.00");
    assertThat(visitor.texts("tbody td")).isEqualTo(forward);
  }

  private static Path manyDays() throws IOException {
    return Files.write(
        folder.resolve("days.csv"),
        IntStream.range(0, 2000)
            .mapToObj(i -> "%s,%d,%d".formatted(DAY.plusDays(i), 100 + i, 50 + i))
            .toList());
  }

  private static JsonNode lastForecast() throws IOException {
    List<String> lines =
        Files.readAllLines(TestServer.saved("stocks").resolve("predictions.jsonl"));
    return JSON.readTree(lines.get(lines.size() - 1));
  }

  private static String price(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String change(double value, double close) {
    double percent = 100 * (value / close - 1);
    return (percent < 0 ? "−" : "+") + String.format(Locale.ROOT, "%.2f %%", Math.abs(percent));
  }
}

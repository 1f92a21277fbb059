package io.sequent.common.serve;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.FluentWait;

/** A browser without a window that reaches this machine alone, and what a person does with it. */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int TALL = 900;

  /** Commands that differ by the browser's version are not used, but missed aloud. */
  private static final Logger VERSIONS = Logger.getLogger("org.openqa.selenium.devtools");

  static {
    VERSIONS.setLevel(Level.OFF);
  }

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /**
   * A new browser; the test is skipped where there is none.
   *
   * @param folder for its profile
   */
  static Browser open(Path folder) {
    Optional<Path> chromium = onPath("chromium", "chromium-browser");
    Optional<Path> driver = onPath("chromedriver");
    Assumptions.assumeTrue(chromium.isPresent(), "there is no chromium on the path");
    Assumptions.assumeTrue(driver.isPresent(), "there is no chromedriver on the path");
    // With both places given, nothing is looked for elsewhere.
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.orElseThrow().toFile())
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow().toFile());
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    options.addArguments(
        "--headless=new",
        "--no-sandbox", // Root, as in a container, may not have one.
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--hide-scrollbars",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--lang=en",
        "--user-data-dir=" + folder.resolve("profile"));
    return new Browser(new ChromeDriver(service, options));
  }

  private static Optional<Path> onPath(String... names) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(place -> Stream.of(names).map(Path.of(place)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Opens an address in an empty tab, with nothing stored by earlier ones. */
  void visit(String address) {
    driver.get("about:blank");
    driver.get(address);
  }

  void reload() {
    driver.navigate().refresh();
  }

  String address() {
    return String.valueOf(driver.getCurrentUrl());
  }

  /** A window of that width, also one as narrow as a phone. */
  void width(int pixels) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", TALL, "deviceScaleFactor", 1, "mobile", false));
  }

  /** What the system prefers, such as {@code prefers-color-scheme} and {@code dark}. */
  void prefers(String feature, String value) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", feature, "value", value))));
  }

  /** Drops a file on the page, as a file manager does. */
  void drop(Path file, int x, int y) {
    for (String type : List.of("dragEnter", "dragOver", "drop")) {
      driver.executeCdpCommand(
          "Input.dispatchDragEvent",
          Map.of(
              "type",
              type,
              "x",
              x,
              "y",
              y,
              "data",
              Map.of(
                  "items",
                  List.of(),
                  "files",
                  List.of(file.toAbsolutePath().toString()),
                  "dragOperationsMask",
                  1)));
    }
  }

  /** Saves downloads in a folder. */
  void saveTo(Path downloads) {
    driver.executeCdpCommand(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", downloads.toString()));
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** The texts of elements, as they are seen. */
  List<String> texts(String selector) {
    return all(selector).stream().map(WebElement::getText).toList();
  }

  /** Types a text where the focus is, as a keyboard with all characters does. */
  void type(String text) {
    driver.executeCdpCommand("Input.insertText", Map.of("text", text));
  }

  /** Presses keys where the focus is. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  @Nullable Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /**
   * Waits for something.
   *
   * @throws org.openqa.selenium.TimeoutException if it does not come
   */
  void await(String what, Function<Browser, Boolean> condition) {
    new FluentWait<>(this)
        .withTimeout(PATIENCE)
        .pollingEvery(Duration.ofMillis(20))
        .withMessage(what)
        .ignoring(StaleElementReferenceException.class)
        .until(condition);
  }

  /** Waits until an element is seen. */
  WebElement await(String selector) {
    await(selector, browser -> browser.all(selector).stream().anyMatch(WebElement::isDisplayed));
    return find(selector);
  }

  /** What the page and the browser complained about since this was asked last. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}

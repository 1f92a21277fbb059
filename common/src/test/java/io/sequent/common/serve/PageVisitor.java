package io.sequent.common.serve;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.openqa.selenium.Keys;

/** Somebody who uses the page of a server. */
final class PageVisitor implements AutoCloseable {
  private final TestServer server;
  private final Browser browser;

  /**
   * A visitor with a browser of their own; the test is skipped where there is none.
   *
   * @param server closed with the visitor
   * @param folder for the browser's files
   */
  PageVisitor(TestServer server, Path folder) {
    this.server = server;
    try {
      this.browser = Browser.open(folder);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  TestServer server() {
    return server;
  }

  Browser browser() {
    return browser;
  }

  /** Opens the page with a model picked. */
  void open(String model) {
    String name = URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
    browser.visit(server.server().address() + "/#" + name);
    browser.await("#main");
  }

  /** Replaces what is in the field of the input. */
  void enter(String text) {
    fill("#input", text);
  }

  /** Sets an option. */
  void set(String option, String value) {
    if (!browser.find("#options").isDisplayed()) {
      throw new IllegalStateException("the model has no options");
    }
    browser.run("document.getElementById('options').open = true");
    String field =
        String.valueOf(
            browser.run(
                "return [...document.querySelectorAll('#options label')]"
                    + ".find(label => label.textContent === arguments[0]).htmlFor",
                option));
    fill("#" + field, value);
  }

  private void fill(String selector, String text) {
    browser.find(selector).click();
    browser.press(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    browser.type(text);
  }

  /** Asks for a prediction and waits for it. */
  void predict() {
    browser.find("#predict").click();
    awaitAnswer();
  }

  /** Waits until nothing is on its way. */
  void awaitAnswer() {
    browser.await(
        "an answer", page -> "false".equals(page.find("#answer").getDomAttribute("aria-busy")));
  }

  /** The sentence above an answer. */
  String status() {
    return browser.find("#status").getText();
  }

  /** What is wrong; empty if nothing is. */
  String error() {
    return browser.find("#error").getText();
  }

  List<String> texts(String selector) {
    return browser.texts(selector);
  }

  /** What the browser complained about, but for answers that say that a request was wrong. */
  List<String> complaints() {
    return browser.complaints().stream()
        .filter(line -> !line.contains("the server responded with a status of 4"))
        .toList();
  }

  @Override
  public void close() {
    browser.close();
    server.close();
  }
}

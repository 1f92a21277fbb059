package io.sequent.common.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page of a server that asks for a token, and of one that has gone. */
class ServedPageTokenTest {
  @Test
  void tokenIsAskedForAndStaysInTheTab(@TempDir Path folder) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "open-sesame");
    Path news = TestServer.copy("news", folder.resolve("news"));
    Files.writeString(news.resolve("report.html"), "<title>The report</title>");
    try (PageVisitor visitor =
        new PageVisitor(
            TestServer.ofRuns(Map.of("token-file", token.toString()), List.of(news.toString())),
            folder)) {
      Browser browser = visitor.browser();
      browser.visit(visitor.server().server().address().toString());
      browser.await("#unlock");
      assertThat(browser.find("#main").isDisplayed()).isFalse();
      assertThat(browser.focused().getDomAttribute("id")).isEqualTo("token");

      browser.type("wrong");
      browser.press(Keys.ENTER);
      browser.await("#unlock-error");
      assertThat(browser.find("#unlock-error").getText())
          .isEqualTo("The server does not accept this token.");

      browser.type("open-sesame");
      browser.press(Keys.ENTER);
      browser.await("#main");
      visitor.enter("Oil prices rise");
      visitor.predict();
      assertThat(visitor.texts(".classes > li")).hasSize(4);
      assertThat(browser.run("return localStorage.length + document.cookie.length")).isEqualTo(0L);
      assertThat(browser.address()).doesNotContain("sesame");

      // A link cannot send the token, so the report is fetched and saved.
      browser.saveTo(folder.resolve("saved"));
      browser.find("#facts a").click();
      Path report = folder.resolve("saved").resolve("news.html");
      browser.await("the report", page -> Files.exists(report));
      assertThat(report).hasContent("<title>The report</title>");

      browser.reload();
      browser.await("#main");
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  @Test
  void serverThatHasGoneIsSaidSo(@TempDir Path folder) {
    try (PageVisitor visitor = new PageVisitor(TestServer.of(Map.of(), "news"), folder)) {
      visitor.open("news");
      visitor.enter("Oil prices rise");
      visitor.server().close();

      visitor.predict();

      assertThat(visitor.error()).isEqualTo("The server does not answer.");
      assertThat(visitor.browser().find("#input").getDomProperty("value"))
          .isEqualTo("Oil prices rise");
    }
  }
}

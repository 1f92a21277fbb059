package io.sequent.common.serve;

import static io.sequent.common.serve.TestServer.JSON;
import static io.sequent.common.serve.TestServer.assertRefused;
import static io.sequent.common.serve.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask for what; and models that are replaced. */
class TokenTest {
  private static final String TEXT = "{\"input\":\"Oil\"}";

  @TempDir private Path folder;

  @Test
  void modelsNeedTheToken() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "s3cret\n");
    Path run = TestServer.copy("news", folder.resolve("news"));
    Files.writeString(run.resolve("report.html"), "<style>p{}</style><p>Report</p>");
    try (TestServer server =
        TestServer.ofRuns(Map.of("token-file", file.toString()), List.of(run.toString()))) {
      for (String path :
          List.of(
              "/v1/models",
              "/v1/models/news",
              "/v1/models/none",
              "/metrics",
              "/v1/models/news/report")) {
        assertRefused(server.get(path), 401, "Authorization: Bearer");
        assertThat(server.get(path).headers().firstValue("WWW-Authenticate")).contains("Bearer");
      }
      for (String wrong : List.of("Bearer s3cre", "Bearer s3cretX", "Basic s3cret", "Bearer")) {
        assertRefused(
            server.post("/v1/models/news:predict", JSON, TEXT, "Authorization", wrong),
            401,
            "token");
        assertRefused(
            server.post("/v1/models/news:reload", JSON, "", "Authorization", wrong), 401, "token");
      }
      for (String path : List.of("/health", "/ready", "/openapi.json")) {
        assertThat(server.get(path).statusCode()).isEqualTo(200);
      }
      String[] right = {"Authorization", "Bearer s3cret"};
      assertThat(server.post("/v1/models/news:predict", JSON, TEXT, right).statusCode())
          .isEqualTo(200);
      assertThat(server.get("/metrics", right).body()).contains("sequent_requests_seconds_count");
      HttpResponse<String> report = server.get("/v1/models/news/report", right);
      assertThat(report.body()).contains("<p>Report</p>");
      assertThat(report.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'", "style-src 'unsafe-inline'")
          .doesNotContain("script-src");

      Files.delete(run.resolve("model.zip"));
      assertRefused(
          server.post("/v1/models/news:reload", JSON, "", right), 422, "model.zip is missing");
      Files.copy(TestServer.saved("ner").resolve("model.zip"), run.resolve("model.zip"));
      assertRefused(server.post("/v1/models/news:reload", JSON, "", right), 422, "model.zip");
      assertThat(server.post("/v1/models/news:predict", JSON, TEXT, right).statusCode())
          .isEqualTo(200);
      Files.delete(run.resolve("model.zip"));
      Files.copy(TestServer.saved("news").resolve("model.zip"), run.resolve("model.zip"));
      Files.writeString(run.resolve("classes.txt"), "A\nB\nC\nD\n");
      HttpResponse<String> reloaded = server.post("/v1/models/news:reload", JSON, "", right);
      assertThat(reloaded.statusCode()).as(reloaded.body()).isEqualTo(200);
      assertThat(json(reloaded).path("labels").get(0).asText()).isEqualTo("A");
      assertThat(
              json(server.post("/v1/models/news:predict", JSON, TEXT, right))
                  .at("/prediction/probabilities/A")
                  .isNumber())
          .isTrue();
    }
  }

  @Test
  void nobodyReloadsWithoutAToken() {
    try (TestServer server = TestServer.of(Map.of(), "news")) {
      assertRefused(server.post("/v1/models/news:reload", JSON, ""), 403, "token-file");
    }
  }

  @Test
  void removedRunIsServedOn() throws IOException {
    Path run = TestServer.copy("news", folder.resolve("news"));
    try (TestServer server = TestServer.ofRuns(Map.of(), List.of(run.toString()))) {
      try (var files = Files.list(run)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(run);
      server.assertServes();
      assertThat(server.get("/v1/models/news").statusCode()).isEqualTo(200);
      assertRefused(server.get("/v1/models/news/report"), 404, "no report");
    }
  }

  @Test
  void tokenFileIsOneWord() throws IOException {
    for (String wrong : List.of("", "two words", "ключ")) {
      Path file = Files.writeString(folder.resolve("wrong"), wrong);
      Config config =
          Config.defaults(ServeSettings.all()).with(Map.of("token-file", file.toString()), "");
      assertThatThrownBy(() -> ServeOptions.of(config))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("wrong:1: no token, expected one word");
    }
  }

  @Test
  void othersNeedATokenOrAWarning() throws IOException {
    Config config = Config.defaults(ServeSettings.all());
    assertThat(ServeOptions.of(config).isOpenToOthers()).isFalse();
    assertThat(ServeOptions.of(config.with(Map.of("host", "localhost"), "")).isOpenToOthers())
        .isFalse();
    Config all = config.with(Map.of("host", "0.0.0.0"), "");
    assertThat(ServeOptions.of(all).isOpenToOthers()).isTrue();
    Path file = Files.writeString(folder.resolve("token"), "s3cret");
    assertThat(
            ServeOptions.of(all.with(Map.of("token-file", file.toString()), "")).isOpenToOthers())
        .isFalse();
  }
}

package io.sequent.common.serve;

import static io.sequent.common.serve.TestServer.JSON;
import static io.sequent.common.serve.TestServer.assertRefused;
import static io.sequent.common.serve.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request has its status and a line of JSON, and the server goes on. */
class BadRequestTest {
  private static final String PREDICT = "/v1/models/news:predict";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.of(Map.of("max-body", "1", "max-texts", "10", "max-length", "100"), "news");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void serverGoesOn() {
    server.assertServes();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"input\":                      | no JSON, line 1: it ends too early",
        "{'input':'a'}                    | no JSON",
        "{\"input\":\"a\"} {}             | no JSON",
        "{\"input\":\"a\",\"input\":\"b\"} | no JSON",
        "``                               | the request is empty, expected JSON",
        "[\"a\"]                          | the request is no object",
        "\"a\"                            | the request is no object",
        "{}                               | expected one of the fields 'input' and 'inputs'",
        "{\"input\":\"a\",\"inputs\":[]}  | expected one of the fields 'input' and 'inputs'",
        "{\"inptu\":\"a\"}                | unknown field 'inptu', did you mean 'input'",
        "{\"input\":7}                    | field 'input': expected a text",
        "{\"input\":null}                 | field 'input': expected a text",
        "{\"inputs\":\"a\"}               | field 'inputs': expected a list of texts",
        "{\"inputs\":[\"a\",{}]}          | field 'inputs[1]': expected a text",
        "{\"input\":\"\\ud800\"}          | field 'input': half a character",
        "{\"input\":\"a\",\"options\":[]} | field 'options': expected an object",
        "{\"input\":\"a\",\"options\":{\"top\":[1]}} | field 'options.top': expected a text, a number",
        "{\"input\":\"a\",\"options\":{\"top\":\"x\"}} | setting 'top': 'x' is not allowed",
      })
  void wrongJson(String body, String message) {
    assertRefused(server.post(PREDICT, JSON, body), 400, message);
  }

  @Test
  void deepJson() {
    String deep = "[".repeat(100_000);
    assertRefused(server.post(PREDICT, JSON, deep), 400, "nested too deeply");
    assertRefused(server.post(PREDICT, JSON, "{\"input\":" + deep), 400, "nested too deeply");
  }

  @Test
  void wrongEncoding() {
    byte[] latin = "{\"input\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(server.post(PREDICT, JSON, latin), 400, "not UTF-8");
    assertRefused(server.post(PREDICT, "application/json; charset=utf-16", latin), 415, "utf-8");
    assertRefused(
        server.post(PREDICT, "text/plain; charset=none-such", latin), 415, "charset 'none-such'");
  }

  @Test
  void wrongType() {
    for (String type : new String[] {"", "application/xml", "multipart/form-data"}) {
      assertRefused(server.post(PREDICT, type, "{}"), 415, "expected application/json");
    }
  }

  @Test
  void wrongMethod() {
    assertRefused(server.get(PREDICT), 405, "method 'GET', expected POST");
    assertThat(server.get(PREDICT).headers().firstValue("Allow")).contains("POST");
    assertRefused(server.post("/v1/models", JSON, "{}"), 405, "expected GET");
    assertRefused(server.post("/health", JSON, "{}"), 405, "expected GET");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/none                                  | no path '/none'",
        "/v1/models/nwes                        | unknown model 'nwes', did you mean 'news'",
        "/v1/models/news/none                   | no path",
        "/v1/models/news:train                  | unknown model 'news:train'",
        "/v1/models/                            | no path",
        "/v1/../../../etc/passwd                | no path",
        "/page/../../../../../../etc/passwd     | no path",
        "/page/.hidden                          | no page",
        "/page/none.js                          | no page 'none.js'",
        "/v1/models/news/report                 | the run has no report",
        "/v1/models/%D1%85                      | unknown model 'х'"
      })
  void wrongPath(String path, String message) {
    String raw = server.rawGet(path);
    if (raw.startsWith("HTTP/1.1 400")) {
      assertThat(path).contains("..");
    } else {
      assertThat(raw).startsWith("HTTP/1.1 404").contains(message);
    }
    assertThat(json(raw.substring(raw.indexOf("\r\n\r\n"))).path("error").asText()).isNotEmpty();
  }

  /** What other servers may read as a way out of the folder. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/page/%2e%2e/%2e%2e/pom.xml",
        "/page/..%2f..%2fpom.xml",
        "/page/..;/..;/pom.xml",
        "/v1/models/..%2fnews",
        "/page/%00",
        "/v1/models/%zz",
        "/../../pom.xml",
        "/page\\..\\pom.xml"
      })
  void pathTricks(String path) {
    String answer = server.rawGet(path);
    assertThat(answer).matches("(?s)HTTP/1.1 (400|404) .*");
    assertThat(answer).contains("application/json");
    assertThat(json(answer.substring(answer.indexOf("\r\n\r\n"))).path("error").asText())
        .isNotEmpty();
  }

  @Test
  void noHttp() throws Exception {
    for (String sent : new String[] {"hello\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\0\1\2\r\n\r\n"}) {
      assertThat(server.raw(sent)).matches("(?s)HTTP/1.1 (400|505) .*\\{\"error\":\".*");
    }
    String large = "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n";
    assertThat(server.raw(large)).matches("(?s)HTTP/1.1 431 .*\\{\"error\":\".*");
  }

  @Test
  void tooMuch() {
    assertRefused(
        server.post(PREDICT, JSON, "{\"input\":\"" + "x".repeat(101) + "\"}"),
        413,
        "field 'input': 101 characters, expected at most 100");
    assertRefused(
        server.post(PREDICT, JSON, "{\"inputs\":[" + "\"a\",".repeat(10) + "\"a\"]}"),
        413,
        "11 texts, expected at most 10");
    assertRefused(
        server.post(PREDICT, JSON, "x".repeat(2 << 20)), 413, "expected at most 1,048,576 bytes");
    assertRefused(server.post(PREDICT, "text/plain", "a\n".repeat(11)), 413, "more than 10 inputs");
    assertRefused(server.post(PREDICT, "text/plain", "x".repeat(101)), 413, "101 characters");
    HttpResponse<String> line =
        server.post(PREDICT, TestServer.LINES, "\"" + "x".repeat(10_000) + "\"\n");
    assertRefused(line, 413, "a line is too long");
  }

  /** A hundred megabytes: the client gets to see why they are not wanted. */
  @Test
  void hugeBody() throws Exception {
    byte[] body = new byte[100 << 20];
    assertRefused(server.post(PREDICT, JSON, body), 413, "too large");
    assertRefused(server.chunked(PREDICT, body), 413, "too large");
  }
}

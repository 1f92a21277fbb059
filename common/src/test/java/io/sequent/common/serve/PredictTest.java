package io.sequent.common.serve;

import static io.sequent.common.serve.TestServer.JSON;
import static io.sequent.common.serve.TestServer.LINES;
import static io.sequent.common.serve.TestServer.assertRefused;
import static io.sequent.common.serve.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Predictions over HTTP, of each kind and in each form. */
class PredictTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.of(Map.of("batch-size", "8"), "news", "ner", "stocks", "textgen");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String object(String field, Object value) {
    return new ObjectMapper().valueToTree(Map.of(field, value)).toString();
  }

  /** The command line has a document of several lines, so only single ones are compared here. */
  @ParameterizedTest
  @ValueSource(strings = {"news", "ner"})
  void eachTextIsPredictedForAsOnTheCommandLine(String model) throws Exception {
    List<String> inputs = Files.readAllLines(TestServer.saved(model).resolve("input.txt"));
    List<String> expected =
        Files.readAllLines(TestServer.saved(model).resolve("predictions.jsonl"));
    String path = "/v1/models/" + model + ":predict";
    JsonNode all = json(server.post(path, JSON, object("inputs", inputs)));
    assertThat(all.path("model").asText()).isEqualTo(model);
    assertThat(all.path("predictions").size()).isEqualTo(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      JsonNode one = json(server.post(path, JSON, object("input", inputs.get(i))));
      assertThat(one.path("prediction")).isEqualTo(all.path("predictions").get(i));
      assertHolds(one.path("prediction"), json(expected.get(i)));
    }
  }

  /** Newer versions give more fields. */
  private static void assertHolds(JsonNode actual, JsonNode expected) {
    if (expected.isObject()) {
      expected.properties().forEach(f -> assertHolds(actual.path(f.getKey()), f.getValue()));
    } else if (expected.isArray()) {
      for (int i = 0; i < expected.size(); i++) {
        assertHolds(actual.path(i), expected.get(i));
      }
    } else if (expected.isFloatingPointNumber()) {
      assertThat(actual.asDouble())
          .isCloseTo(
              expected.asDouble(), org.assertj.core.data.Offset.offset(1e-4 * expected.asDouble()));
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }

  @Test
  void textOfSeveralLinesIsOneInput() {
    String text = "Олена Коваль живе у Львові.\nУ Києві відкрили музей.";
    JsonNode spans = json(server.post("/v1/models/ner:predict", JSON, object("input", text)));
    assertThat(spans.at("/prediction/entities").findValuesAsText("text"))
        .contains("Олена Коваль", "Києві");
    JsonNode of = json(server.post("/v1/models/news:predict", JSON, object("input", text)));
    assertThat(of.at("/prediction/text").asText()).isEqualTo(text);
  }

  @Test
  void daysOfPricesGiveTheForecastAfterTheLastOne() throws Exception {
    String days = Files.readString(TestServer.saved("stocks").resolve("input.txt"));
    JsonNode last = json(server.post("/v1/models/stocks:predict", JSON, object("input", days)));
    List<String> expected =
        Files.readAllLines(TestServer.saved("stocks").resolve("predictions.jsonl"));
    assertHolds(last.path("prediction"), json(expected.get(expected.size() - 1)));
    JsonNode all = json(server.post("/v1/models/stocks:predict", "text/plain", undated(days)));
    assertThat(all.path("predictions").size()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertHolds(
          all.path("predictions").get(i).path("forecast"), json(expected.get(i)).path("forecast"));
    }
    assertRefused(
        server.post("/v1/models/stocks:predict", JSON, object("input", "1,2")),
        422,
        "more trading days are needed");
  }

  /** The saved days are not in order, which a file's must be. */
  private static String undated(String days) {
    return days.replaceAll("(?m)^[^,]*,", "");
  }

  @Test
  void optionsAreThoseOfTheCommandLine() {
    JsonNode top =
        json(
            server.post(
                "/v1/models/news:predict",
                JSON,
                "{\"input\":\"Oil\",\"options\":{\"top\":2,\"threshold\":1}}"));
    assertThat(top.at("/prediction/probabilities").size()).isEqualTo(2);
    assertThat(top.at("/prediction/class").isNull()).isTrue();
    assertRefused(
        server.post("/v1/models/news:predict", JSON, "{\"input\":\"Oil\",\"options\":{\"tpo\":2}}"),
        400,
        "unknown setting 'tpo', did you mean 'top'?");
    assertRefused(
        server.post(
            "/v1/models/news:predict", JSON, "{\"input\":\"Oil\",\"options\":{\"threshold\":2}}"),
        400,
        "'2' is not allowed, expected 0 to 1");
    assertRefused(
        server.post("/v1/models/news:predict?top=1", JSON, "{\"input\":\"Oil\"}"),
        400,
        "expected them in the field 'options'");
  }

  @Test
  void linesAreAnsweredInOrderEachForItself() {
    String lines =
        IntStream.range(0, 50)
            .mapToObj(i -> i % 2 == 0 ? "\"text " + i + "\"" : "{\"input\":\"text " + i + "\"}")
            .collect(Collectors.joining("\n"));
    HttpResponse<String> response = server.post("/v1/models/news:predict?top=1", LINES, lines);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains(LINES);
    List<String> answers = response.body().lines().toList();
    assertThat(answers).hasSize(50);
    for (int i = 0; i < 50; i++) {
      JsonNode answer = json(answers.get(i));
      assertThat(answer.path("text").asText()).isEqualTo("text " + i);
      assertThat(answer.path("probabilities").size()).isEqualTo(1);
    }
  }

  @Test
  void wrongLineIsAnsweredWithItsNumberAndTheOthersAsAlways() {
    String lines = "\"a\"\n\n{\"inptu\":\"b\"}\nnull\n\"c\"\n{\"a\n\"\\ud800\"\n\"last\"\n";
    List<JsonNode> answers =
        server
            .post("/v1/models/news:predict", "application/jsonl", lines)
            .body()
            .lines()
            .map(TestServer::json)
            .toList();
    assertThat(answers.stream().map(a -> a.path("line").asInt()))
        .containsExactly(0, 3, 4, 0, 6, 7, 0);
    assertThat(answers.get(0).path("text").asText()).isEqualTo("a");
    assertThat(answers.get(1).path("error").asText()).contains("field 'input' alone");
    assertThat(answers.get(4).path("error").asText()).contains("no JSON");
    assertThat(answers.get(5).path("error").asText()).contains("surrogate");
    assertThat(answers.get(6).path("text").asText()).isEqualTo("last");

    byte[] latin = "\"caf\u00e9\"\n\"b\"\n".getBytes(StandardCharsets.ISO_8859_1);
    List<String> mixed =
        server.post("/v1/models/news:predict", LINES, latin).body().lines().toList();
    assertThat(mixed.get(0)).contains("UTF-8").contains("\"line\":1");
    assertThat(json(mixed.get(1)).path("text").asText()).isEqualTo("b");
    assertThat(server.post("/v1/models/news:predict", LINES, "").statusCode()).isEqualTo(200);
  }

  @Test
  void filesAreReadAsThoseOfTheCommandLine() {
    JsonNode rows =
        json(
            server.post(
                "/v1/models/news:predict?top=1",
                "text/csv",
                "text,id\n\"Oil, and more\",1\nGoals,2\n"));
    assertThat(rows.path("predictions").findValuesAsText("text"))
        .containsExactly("Oil, and more 1", "Goals 2"); // The columns of the training are two.
    JsonNode lines = json(server.post("/v1/models/news:predict", "text/plain", "a\nb\nc\n"));
    assertThat(lines.path("predictions").size()).isEqualTo(3);
    byte[] windows = "Нафта\n".getBytes(Charset.forName("windows-1251"));
    JsonNode decoded =
        json(server.post("/v1/models/news:predict", "text/plain; charset=windows-1251", windows));
    assertThat(decoded.at("/predictions/0/text").asText()).isEqualTo("Нафта");
    assertRefused(
        server.post("/v1/models/news:predict", "text/plain", windows), 400, "is not UTF-8");
    assertRefused(
        server.post("/v1/models/stocks:predict", "text/csv", "2020-01-01,x,y\n2020-01-02,x,y\n"),
        422,
        "input");
  }

  private static final String PROMPT =
      "{\"input\":\"Once upon\",\"options\":{\"length\":300,\"temperature\":0.5,\"sample-seed\":7}}";

  @Test
  void textIsGeneratedFromThePrompt() {
    JsonNode text =
        json(server.post("/v1/models/textgen:predict", JSON, PROMPT)).path("prediction");
    assertThat(text.path("prompt").asText()).isEqualTo("Once upon");
    assertThat(text.path("text").asText()).startsWith("Once upon").hasSize(309);
    assertRefused(
        server.post("/v1/models/textgen:predict", JSON, object("input", "日本")),
        422,
        "does not contain 日 本");
    assertRefused(
        server.post(
            "/v1/models/textgen:predict", JSON, "{\"input\":\"a\",\"options\":{\"prompt\":\"b\"}}"),
        422,
        "prompt and input are both given");
  }

  @Test
  void textStreamsAsEventsToTheSameWhole() throws Exception {
    String whole =
        json(server.post("/v1/models/textgen:predict", JSON, PROMPT))
            .at("/prediction/text")
            .asText();
    HttpResponse<InputStream> response =
        server.open(
            server.request(
                "/v1/models/textgen:predict",
                JSON,
                PROMPT.getBytes(StandardCharsets.UTF_8),
                "Accept",
                "text/event-stream"));
    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    StringBuilder pieces = new StringBuilder();
    String done = "";
    boolean isDone = false;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals("event: done")) {
          isDone = true;
        } else if (line.startsWith("data: ")) {
          String data = line.substring(6);
          if (isDone) {
            done = data;
          } else {
            pieces.append(json(data).path("text").asText());
          }
        }
      }
    }
    assertThat("Once upon" + pieces).isEqualTo(whole);
    assertThat(json(done).path("text").asText()).isEqualTo(whole);
  }

  @Test
  void eventsAreForTextOfOneInput() {
    assertRefused(
        server.post(
            "/v1/models/news:predict", JSON, object("input", "a"), "Accept", "text/event-stream"),
        406,
        "generates no text");
    assertRefused(
        server.post(
            "/v1/models/textgen:predict",
            JSON,
            object("inputs", List.of("a")),
            "Accept",
            "text/event-stream"),
        400,
        "one 'input'");
    assertRefused(
        server.post(
            "/v1/models/textgen:predict",
            JSON,
            object("input", "日"),
            "Accept",
            "text/event-stream"),
        422,
        "does not contain");
  }

  @Test
  void modelsTellWhatTheyAre() {
    JsonNode models = json(server.get("/v1/models")).path("models");
    assertThat(models.findValuesAsText("name"))
        .startsWith("news")
        .contains("ner", "stocks", "textgen");
    assertThat(List.of(models.get(0), models.get(1), models.get(2), models.get(3)))
        .extracting(model -> model.path("output").asText())
        .containsExactly("classes", "spans", "forecast", "text");
    ObjectNode news = (ObjectNode) json(server.get("/v1/models/news"));
    assertThat(news).isEqualTo(models.get(0));
    assertThat(news.path("task").asText()).isEqualTo("news");
    assertThat(news.path("labels").findValuesAsText("")).isEmpty();
    assertThat(news.path("labels").get(1).asText()).isEqualTo("Sports");
    assertThat(news.at("/metric/value").isNumber()).isTrue();
    assertThat(news.path("options").findValuesAsText("name")).contains("top", "threshold");
    JsonNode textgen = json(server.get("/v1/models/textgen")).path("options");
    assertThat(textgen.findValuesAsText("kind"))
        .containsExactlyInAnyOrder("text", "integer", "decimal", "flag", "integer");
  }
}

package io.sequent.common.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The description of the server, read by the parser that generators of clients use. */
class OpenApiTest {
  private static final List<String> REFUSALS =
      List.of("400", "401", "404", "406", "408", "413", "415", "422", "429", "503", "504");

  @Test
  void descriptionIsValidAndEachPathIsThere() {
    try (TestServer server = TestServer.of(Map.of(), "news")) {
      ParseOptions resolving = new ParseOptions();
      resolving.setResolve(true);
      SwaggerParseResult read =
          new OpenAPIV3Parser().readContents(server.get("/openapi.json").body(), null, resolving);
      assertThat(read.getMessages()).isEmpty();
      OpenAPI api = read.getOpenAPI();
      assertThat(api.getPaths().keySet())
          .containsExactlyInAnyOrder(
              "/v1/models",
              "/v1/models/{name}",
              "/v1/models/{name}/report",
              "/v1/models/{name}:predict",
              "/v1/models/{name}:reload",
              "/health",
              "/ready",
              "/metrics",
              "/openapi.json");
      api.getPaths()
          .forEach(
              (path, item) -> {
                Set<HttpMethod> methods = item.readOperationsMap().keySet();
                assertThat(methods).hasSize(1);
                boolean isGet = methods.contains(HttpMethod.GET);
                String there = path.replace("{name}", "news");
                HttpResponse<String> answer =
                    isGet ? server.get(there) : server.post(there, TestServer.JSON, "{}");
                Map<String, ?> responses = item.readOperations().get(0).getResponses();
                assertThat(responses).as(path).containsKey(String.valueOf(answer.statusCode()));
                if (path.endsWith(":predict")) {
                  assertThat(responses.keySet()).containsAll(REFUSALS);
                }
              });
    }
  }
}

package io.sequent.common.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is committed as a notebook was run from top to bottom and says so. */
class NotebooksTest {
  private static final Path FOLDER = Path.of("notebooks-java");
  private static final int LARGEST = 300_000;

  static Stream<String> tasks() {
    return Stream.of("news", "ner", "stocks", "textgen", "encoders");
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void cellsWereRunInOrderWithoutAnError(String task) throws IOException {
    List<JsonNode> code = code(task);
    assertThat(code).hasSizeGreaterThan(5);
    assertThat(code.stream().map(cell -> cell.path("execution_count").asInt()))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, code.size()).boxed().toList());
    assertThat(outputs(task))
        .extracting(o -> o.path("output_type").asText())
        .doesNotContain("error");
    assertThat(outputs(task)).extracting(o -> o.path("name").asText()).doesNotContain("stderr");
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void tablesAndPicturesAreInTheFile(String task) throws IOException {
    List<JsonNode> outputs = outputs(task);
    assertThat(outputs).filteredOn(output -> output.at("/data").has("text/html")).isNotEmpty();
    List<JsonNode> images =
        outputs.stream()
            .map(output -> output.at("/data").path("image/png"))
            .filter(JsonNode::isTextual)
            .toList();
    assertThat(images).hasSizeGreaterThanOrEqualTo(2);
    assertThat(Files.size(file(task))).isLessThan(LARGEST);
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void cellsUseTheFrontDoorAlone(String task) throws IOException {
    String imports =
        String.join(
            "\n",
            code(task).stream()
                .flatMap(cell -> text(cell.path("source")).lines())
                .filter(line -> line.startsWith("import "))
                .toList());
    assertThat(imports.lines())
        .containsExactly("import io.sequent.*;", "import io.sequent.common.notebook.LiveCurves;");
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void outputsAreThoseOfTheSampleAndNameNoFolderOfAMachine(String task) throws IOException {
    assertThat(outputs(task)).anyMatch(o -> text(o.path("text")).startsWith("data: the bundled"));
    assertThat(Files.readString(file(task))).doesNotContain("/home/", "/tmp/", "/root/");
  }

  private static Path file(String task) {
    return FOLDER.resolve(task + ".ipynb");
  }

  private static List<JsonNode> code(String task) throws IOException {
    JsonNode notebook = new ObjectMapper().readTree(file(task).toFile());
    assertThat(notebook.path("nbformat").asInt()).isEqualTo(4);
    assertThat(notebook.at("/metadata/kernelspec/name").asText()).isEqualTo("sequent");
    List<JsonNode> code = new ArrayList<>();
    notebook.path("cells").forEach(code::add);
    code.removeIf(cell -> !cell.path("cell_type").asText().equals("code"));
    return code;
  }

  private static List<JsonNode> outputs(String task) throws IOException {
    List<JsonNode> outputs = new ArrayList<>();
    code(task).forEach(cell -> cell.path("outputs").forEach(outputs::add));
    return outputs;
  }

  private static String text(JsonNode lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.asText()));
    return text.toString();
  }
}

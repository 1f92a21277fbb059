package io.sequent.common.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sequent.common.predict.ClassPrediction;
import io.sequent.common.predict.ForecastPrediction;
import io.sequent.common.predict.GeneratedText;
import io.sequent.common.predict.SpanPrediction;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/export.md, each with the file of a small model. */
class ExportPageTest {
  private static final Path PAGE = Path.of("docs", "export.md");
  private static final String TEXT = "Oil prices rise as the storm nears the coast.";

  @TempDir private Path folder;

  @Test
  void pythonClassifies() throws Exception {
    requirePython();
    ExportedModel<?, ?> model = exported("news", Map.of());
    assertThat(python("Classes").replace('\'', '"')).satisfies(out -> assertClose(model, out));
  }

  private static void assertClose(ExportedModel<?, ?> model, String json) throws IOException {
    Map<?, ?> exported = new ObjectMapper().readValue(json, Map.class);
    Map<String, Double> predicted = probabilities(model);
    assertThat(exported.keySet()).hasSameSizeAs(predicted.keySet());
    predicted.forEach(
        (name, probability) ->
            assertThat((Double) exported.get(name)).isCloseTo(probability, within(1e-5)));
  }

  private static Map<String, Double> probabilities(ExportedModel<?, ?> model) {
    return ((ClassPrediction) model.predictions(Map.of(), TEXT).get(0)).probabilities();
  }

  @Test
  void pythonFindsTheBestTags() throws Exception {
    requirePython();
    ExportedModel<?, ?> model = exported("ner", Map.of("output", "crf"));
    List<String> tags =
        ((SpanPrediction) model.predictions(Map.of(), "Олена Коваль живе у Львові .").get(0))
            .tags();
    assertThat(python("Tags").strip()).isEqualTo("['" + String.join("', '", tags) + "']");
  }

  @Test
  void pythonForecasts() throws Exception {
    requirePython();
    ExportedModel<?, ?> model = exported("stocks", Map.of("window", "5"));
    String[] lines =
        IntStream.range(0, 5)
            .mapToObj(day -> String.format(Locale.ROOT, "%s,%s", 100 + 2.5 * day, 50 - 1.25 * day))
            .toArray(String[]::new);
    Map<String, Double> forecast =
        ((ForecastPrediction) model.predictions(Map.of(), lines).get(0)).forecast();
    Map<?, ?> exported =
        new ObjectMapper().readValue(python("Prices").replace('\'', '"'), Map.class);
    forecast.forEach(
        (series, price) ->
            assertThat((Double) exported.get(series)).isCloseTo(price, within(1e-5 * price)));
  }

  @Test
  void pythonWrites() throws Exception {
    requirePython();
    ExportedModel<?, ?> model = exported("textgen", Map.of());
    String text =
        ((GeneratedText)
                model
                    .predictions(Map.of("prompt", "Once upon", "greedy", "true", "length", "40"))
                    .get(0))
            .text();
    assertThat(python("Text").stripTrailing()).isEqualTo(text.stripTrailing());
  }

  @Test
  void javaClassifies() throws Exception {
    ExportedModel<?, ?> model = exported("news", Map.of());
    String out = java(block("Classes", "java"));
    List<?> labels =
        new ObjectMapper().readValue(out.substring(0, out.indexOf(']') + 1), List.class);
    List<?> exported =
        new ObjectMapper().readValue(out.substring(out.indexOf(']') + 1), List.class);
    Map<String, Double> predicted = probabilities(model);
    assertThat(labels).isEqualTo(List.copyOf(predicted.keySet()));
    int c = 0;
    for (double probability : predicted.values()) {
      assertThat((Double) exported.get(c)).isCloseTo(probability, within(1e-5));
      c++;
    }
  }

  private ExportedModel<?, ?> exported(String task, Map<String, String> settings)
      throws IOException {
    return exported(Tasks.named(task), settings);
  }

  private <E, P extends Preparation> ExportedModel<E, P> exported(
      Task<E, P> task, Map<String, String> settings) throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("hidden", "8");
    return ExportedModel.of(task, "none", all, UnaryOperator.identity(), folder);
  }

  private static void requirePython() throws InterruptedException {
    assumeTrue(Python.has("numpy, onnxruntime"), "no Python with numpy and onnxruntime");
  }

  private String python(String heading) throws Exception {
    Path program = Files.writeString(folder.resolve("program.py"), block(heading, "python"));
    return Python.run(folder, List.of("python3", program.toString()));
  }

  /** The first program in a language below a heading. */
  private static String block(String heading, String language) throws IOException {
    Matcher block =
        Pattern.compile(
                "^## " + heading + "$.*?^```" + language + "$(.*?)^```$",
                Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(block.find()).as(heading + ", " + language).isTrue();
    return block.group(1);
  }

  /** Compiles and runs statements. */
  private String java(String statements) throws Exception {
    String model = folder.resolve("model.onnx").toString().replace("\\", "\\\\");
    String source =
        """
        import ai.onnxruntime.*;
        import com.fasterxml.jackson.databind.ObjectMapper;
        import java.util.*;
        public class Example {
          public static void run(java.io.PrintStream out) throws Exception {%s}
        }
        """
            .formatted(
                statements
                    .replace("System.out.", "out.")
                    .replace("\"model.onnx\"", "\"" + model + "\""));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    SimpleJavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    boolean compiled =
        compiler
            .getTask(
                new OutputStreamWriter(messages, StandardCharsets.UTF_8),
                null,
                null,
                List.of("-proc:none", "-d", folder.toString()),
                null,
                List.of(file))
            .call();
    assertThat(compiled).as(messages.toString(StandardCharsets.UTF_8)).isTrue();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, ExportPageTest.class.getClassLoader())) {
      loader
          .loadClass("Example")
          .getMethod("run", PrintStream.class)
          .invoke(null, new PrintStream(out, true, StandardCharsets.UTF_8));
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}

package io.sequent.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the page are what comes out. */
class TextPreparationPageTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([^`]+)` \\| `([^`]+)` \\| `([^`]+)` \\|$");

  private record Example(String settings, String text, String words) {}

  private static Stream<Example> examples() throws IOException {
    List<MatchResult> rows =
        ROW.matcher(Files.readString(Path.of("docs/text-preparation.md"))).results().toList();
    return rows.stream().map(row -> new Example(row.group(1), row.group(2), row.group(3)));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exampleIsWhatComesOut(Example example) {
    TextPipeline pipeline = Pipelines.of(example.settings().split(" "));
    assertThat(String.join(" ", pipeline.words(example.text()))).isEqualTo(example.words());
  }

  @Test
  void eachChoiceOtherThanADefaultHasAnExample() throws IOException {
    List<String> settings = examples().map(Example::settings).toList();
    for (Setting<?> setting : TextPipeline.settings()) {
      for (String value : setting.compared()) {
        if (!value.equals(setting.defaultText())) {
          assertThat(settings).contains(setting.name() + "=" + value);
        }
      }
    }
  }
}

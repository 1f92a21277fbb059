package io.sequent.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("c.yaml"), content);
  }

  @Test
  void valuesAndListsBecomeTextAsOnTheCommandLine() throws IOException {
    Path file =
        file("# comment\nhidden: 32\nrate: 1e-3\ndense: [256, 128]\nname: 'a: b'\nempty:\n");
    assertThat(ConfigFile.read(file))
        .containsExactly(
            Map.entry("hidden", "32"),
            Map.entry("rate", "1e-3"),
            Map.entry("dense", "256,128"),
            Map.entry("name", "a: b"),
            Map.entry("empty", ""));
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("text", "a: b # c");
    values.put("number", "1e-3");
    values.put("word", "true");
    values.put("empty", "");
    values.put("ukrainian", "Їжак");
    assertThat(ConfigFile.read(file(ConfigFile.format(values)))).isEqualTo(values);
  }

  @Test
  void emptyFileChangesNothing() throws IOException {
    assertThat(ConfigFile.read(file(""))).isEmpty();
    assertThat(ConfigFile.read(file("# nothing\n"))).isEmpty();
  }

  @Test
  void brokenYamlNamesFileAndLine() throws IOException {
    Path file = file("hidden: 32\n  rate: [1\n");
    assertThatThrownBy(() -> ConfigFile.read(file))
        .isInstanceOf(UserError.class)
        .hasMessageMatching("(?s).*c\\.yaml:\\d+: not YAML: .*")
        .hasMessageNotContaining("\n");
  }

  @Test
  void missingFileAndNestedValuesAreRefused() throws IOException {
    assertThatThrownBy(() -> ConfigFile.read(folder.resolve("none.yaml")))
        .hasMessageContaining("none.yaml: no such file");
    Path nested = file("a:\n  b: 1\n");
    assertThatThrownBy(() -> ConfigFile.read(nested)).hasMessageContaining("setting 'a'");
    Path list = file("- a\n");
    assertThatThrownBy(() -> ConfigFile.read(list)).hasMessageContaining("name: value");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a: 1\nb: 2\n# c\na: 3\n' | c.yaml:4: 'a' appears here for a second time",
        "'a: 1\nb: [1,\n  [2]]\n' | c.yaml:2: setting 'b': expected a plain value or a list",
        "'a: 1\n---\nb: 2\n' | c.yaml:3: a second document begins here, expected one",
        "'a: 1\nb: *x\n' | c.yaml:2: aliases are not supported, expected the value itself",
      })
  void whatIsNotTakenIsToldWithItsLine(String content, String message) throws IOException {
    Path file = file(content);
    assertThatThrownBy(() -> ConfigFile.read(file))
        .isInstanceOf(UserError.class)
        .hasMessage(folder + File.separator + message);
  }
}

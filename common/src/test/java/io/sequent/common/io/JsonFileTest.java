package io.sequent.common.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sequent.common.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFileTest {
  private static final TypeReference<Sizes> SIZES = new TypeReference<>() {};

  @TempDir private Path folder;

  record Sizes(List<Integer> counts, double share) {
    Sizes {
      if (share < 0) {
        throw new IllegalArgumentException("share " + share + ", expected 0 or more");
      }
    }
  }

  private Sizes read(String text) throws IOException {
    return JsonFile.read(
        Files.writeString(folder.resolve("s.json"), text), new JsonMapper(), SIZES, "sizes");
  }

  @Test
  void valueIsRead() throws IOException {
    assertThat(read("{\"counts\": [1, 2], \"share\": 0.5}\n"))
        .isEqualTo(new Sizes(List.of(1, 2), 0.5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | 1: not sizes: ",
        "null | 1: not sizes: null",
        "{#\"counts\": {}} | 2: not sizes: 'counts': expected a list",
        "{\"counts\": [1,#\"x\"]} | 2: not sizes: 'counts[1]': expected a whole number",
        "{\"counts\": [99999999999]} | 1: not sizes: Numeric value (99999999999) out of range",
        "{\"share\": true} | 1: not sizes: 'share': expected a number",
        "{\"share\": -1} | 1: not sizes: share -1.0, expected 0 or more",
        "{\"shares\": 1} | 1: not sizes: 'shares': unknown field",
        "{\"share\": 1, \"share\": 2} | 1: not sizes: Duplicate",
        "{\"share\": 1} x | 1: not sizes: Unrecognized token 'x'",
        "{\"share\": | 1: not sizes: it ends too early",
        "[1] | 1: not sizes: expected an object"
      })
  void anythingElseIsRefusedWithItsLineInPlainWords(String text, String message) {
    assertThatThrownBy(() -> read(text.replace('#', '\n')))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("s.json:" + message)
        .hasMessageNotContainingAny("java", "Source", "Json", "sequent");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> read("{\"counts\":" + "[".repeat(100_000)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("s.json:1: not sizes: ");
  }
}

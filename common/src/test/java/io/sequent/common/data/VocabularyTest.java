package io.sequent.common.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {
  private final Path folder;

  VocabularyTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void ordersByFallingFrequencyThenAlphabetically() {
    Vocabulary vocabulary = Vocabulary.of(Stream.of("b", "c", "a", "c"), 1, 0);
    assertThat(vocabulary.size()).isEqualTo(5);
    assertThat(vocabulary.id("c")).isEqualTo(2);
    assertThat(vocabulary.id("a")).isEqualTo(3);
    assertThat(vocabulary.id("b")).isEqualTo(4);
    assertThat(vocabulary.token(4)).isEqualTo("b");
  }

  @Test
  void rareTokensAreUnknown() {
    Vocabulary vocabulary = Vocabulary.of(Stream.of("a", "a", "b"), 2, 0);
    assertThat(vocabulary.contains("b")).isFalse();
    assertThat(vocabulary.id("b")).isEqualTo(Vocabulary.UNKNOWN);
  }

  @Test
  void maximumSizeCountsPaddingAndUnknown() {
    Vocabulary vocabulary = Vocabulary.of(Stream.of("a", "a", "b", "c"), 1, 4);
    assertThat(vocabulary.size()).isEqualTo(4);
    assertThat(vocabulary.contains("b")).isTrue();
    assertThat(vocabulary.contains("c")).isFalse();
    assertThat(Vocabulary.of(Stream.of("a"), 1, 1).size()).isEqualTo(2);
  }

  @Test
  void noTokensGivePaddingAndUnknown() {
    assertThat(Vocabulary.of(Stream.of(), 1, 0).size()).isEqualTo(2);
  }

  @Test
  void emptyTokenIsAFault() {
    assertThatThrownBy(() -> Vocabulary.of(Stream.of("a", ""), 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void oddTokensSurviveTheFile() throws IOException {
    Vocabulary vocabulary =
        Vocabulary.of(
            Stream.of(
                "п'ять",
                "<unknown>",
                "<padding>",
                " ",
                "\n",
                "\r\n",
                "\t",
                "a b",
                "\\",
                "\\u0041",
                "\u00A0",
                "\u2028",
                "\uFEFF",
                "\u200D",
                "\uD800",
                "😀",
                "\u0000",
                "é",
                "e\u0301",
                "#",
                "\u0085"),
            1,
            0);
    Path file = folder.resolve(Vocabulary.FILE);
    vocabulary.save(file);
    assertThat(Vocabulary.load(file)).isEqualTo(vocabulary);
    assertThat(Files.readAllLines(file))
        .hasSize(vocabulary.size())
        .startsWith("<padding>", "<unknown>")
        .contains("п'ять", "😀", "\\u0020", "\\u000D\\u000A", "\\u005C");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                | :1: ends here, expected '<padding>'
          '<padding>'                       | :2: ends here, expected '<unknown>'
          '<padding>;a'                     | :2: 'a', expected '<unknown>'
          '<padding>;<unknown>;a;b;a'       | :5: 'a' is already in line 3, expected once
          '<padding>;<unknown>;a;;b'        | :4: empty line, expected a token
          '<padding>;<unknown>;a\\n'        | :3: 'a\\n', expected \\u and four hexadecimal digits after '\\'
          '<padding>;<unknown>;a\\u12'      | :3: 'a\\u12', expected \\u and four hexadecimal digits after '\\'
          """)
  void damagedFileNamesTheLine(String lines, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.txt"), lines.replace(';', '\n'));
    assertThatThrownBy(() -> Vocabulary.load(file))
        .isInstanceOf(UserError.class)
        .hasMessage(file + message);
  }
}

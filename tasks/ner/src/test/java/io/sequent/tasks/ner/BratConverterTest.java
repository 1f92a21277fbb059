package io.sequent.tasks.ner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BratConverterTest {
  private final Path text;
  private final Path annotations;

  BratConverterTest(@TempDir Path folder) {
    text = folder.resolve("a.tok.txt");
    annotations = folder.resolve("a.tok.ann");
  }

  private String convert(String tokenised, String entities) throws IOException {
    Files.writeString(text, tokenised);
    Files.writeString(annotations, entities);
    return BratConverter.iob2(text, annotations);
  }

  @Test
  void linesBecomeSentencesAndSpansTags() throws IOException {
    assertThat(
            convert(
                "У Києві .\n\n  Леся  Українка Київ",
                "T1\tLOC 2 7\tКиєві\nT2\tPERS 13 27\tЛеся  Українка\nT3\tLOC 28 32\tКиїв\n"))
        .isEqualTo(
            """
            У\tO
            Києві\tB-LOC
            .\tO

            Леся\tB-PERS
            Українка\tI-PERS
            Київ\tB-LOC

            """);
  }

  @Test
  void offsetsCountCodePoints() throws IOException {
    assertThat(convert("😀 Київ\n", "T1\tLOC 2 6\tКиїв\n")).isEqualTo("😀\tO\nКиїв\tB-LOC\n\n");
  }

  @Test
  void neighbouringEntitiesOfOneTypeStayTwo() throws IOException {
    assertThat(convert("А Б\n", "T1\tLOC 0 1\tА\nT2\tLOC 2 3\tБ\n"))
        .isEqualTo("А\tB-LOC\nБ\tB-LOC\n\n");
  }

  @Test
  void blankTextGivesNothing() throws IOException {
    assertThat(convert("\n \n", "")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1,4", "0,3", "0,5", "5,12", "9,9", "9,40", "4,8"})
  void entityMustBeWholeTokensOfOneSentence(int begin, int end) {
    assertThatThrownBy(
            () -> convert("Київ Льв\nів місто", "T1\tLOC %d %d\tx\n".formatted(begin, end)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(annotations + ":1: entity from " + begin + " to " + end);
  }

  @Test
  void overlapAndOtherAnnotationsAreRefused() {
    assertThatThrownBy(() -> convert("А Б\n", "T1\tLOC 0 3\tА Б\nT2\tORG 2 3\tБ\n"))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(annotations + ":2: entity from 2 to 3");
    assertThatThrownBy(() -> convert("А\n", "R1\tIn Arg1:T1 Arg2:T2\n"))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(annotations + ":1: 'R1");
  }
}

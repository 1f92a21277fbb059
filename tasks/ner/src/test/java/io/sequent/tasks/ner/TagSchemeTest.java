package io.sequent.tasks.ner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.data.Splits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagSchemeTest {
  private final Path file;

  TagSchemeTest(@TempDir Path folder) {
    file = folder.resolve("train.iob2.tsv");
  }

  private static String rows(String tags) {
    return String.join(
        "\n",
        List.of(tags.split(" ")).stream().map(tag -> tag.equals(";") ? "" : "a\t" + tag).toList());
  }

  @ParameterizedTest
  @CsvSource({
    // scheme, as written, as IOB2
    "IOB2, B-PER I-PER O B-PER B-PER, B-PER I-PER O B-PER B-PER",
    "IOB1, I-PER I-PER O I-LOC, B-PER I-PER O B-LOC",
    "IOB1, I-PER B-PER I-PER I-LOC, B-PER B-PER I-PER B-LOC",
    "BIOES, B-PER I-PER E-PER S-LOC O, B-PER I-PER I-PER B-LOC O",
    "BIOES, S-PER S-PER B-PER E-PER, B-PER B-PER B-PER I-PER",
    "BILOU, B-PER I-PER L-PER U-LOC O, B-PER I-PER I-PER B-LOC O",
    "BMES, B-PER M-PER E-PER S-LOC O, B-PER I-PER I-PER B-LOC O",
    "IOB2, O O, O O"
  })
  void everySchemeIsFoundAndReadAsIob2(TagScheme scheme, String written, String iob2)
      throws IOException {
    List<String> expected = List.of(iob2.split(" "));
    assertThat(Forms.read(file, rows(written), TagScheme.AUTO).get(0).tags()).isEqualTo(expected);
    assertThat(Forms.read(file, rows(written), scheme).get(0).tags()).isEqualTo(expected);
    TaggedFile read = ColumnReader.read(file, rows(written));
    assertThat(TagScheme.AUTO.in(List.of(read))).isEqualTo(scheme);
  }

  @Test
  void entityBeginsAnewInTheNextSentenceOfIob1() throws IOException {
    assertThat(Forms.lines(Forms.read(file, rows("I-PER ; I-PER"), TagScheme.AUTO)))
        .containsExactly("a/B-PER", "a/B-PER");
  }

  /** Alone each of the parts could be in another scheme. */
  @Test
  void schemeIsThatOfTheWholeSet(@TempDir Path folder) throws IOException {
    Forms.write(folder, ".tsv", rows("B-PER E-PER O S-LOC"));
    Forms.write(folder.resolve("test.tsv"), rows("B-PER B-LOC O"));
    Splits<TaggedSentence> bioes = Forms.read(folder);
    assertThat(bioes.notes()).containsExactly("tags: BIOES, read as IOB2");
    assertThat(bioes.test().get(0).tags()).containsExactly("B-PER", "B-LOC", "O");

    Forms.write(folder, ".tsv", rows("I-PER O B-PER"));
    Forms.write(folder.resolve("dev.tsv"), rows("I-PER O"));
    assertThatThrownBy(() -> Forms.read(folder))
        .hasMessage(
            folder.resolve("train.tsv")
                + ":1: 'I-PER' after 'O', expected 'B-PER' to begin the entity");
  }

  @ParameterizedTest
  @CsvSource({
    "B-LOC O I-LOC, 3, I-LOC, O",
    "B-ORG I-LOC, 2, I-LOC, B-ORG",
    "B-LOC ; I-LOC, 3, I-LOC, O",
    "S-LOC E-LOC, 2, E-LOC, S-LOC",
    "B-LOC L-LOC I-LOC, 3, I-LOC, L-LOC",
  })
  void continuingNothingIsRefused(String tags, int line, String tag, String before) {
    refused(
        rows(tags),
        TagScheme.AUTO,
        ":%d: '%s' after '%s', expected 'B-LOC' to begin the entity".formatted(line, tag, before));
  }

  @Test
  void badTagIsRefused() {
    for (String tag : List.of("", "B", "B-", "o", "LOC", "O ", "б-LOC", "B-LOC O")) {
      refused(
          "a\tO\nb\t" + tag,
          TagScheme.AUTO,
          ":2: bad tag '" + tag + "', expected O or B- or I- with a type, such as B-LOC");
    }
    for (String tags : List.of("S-LOC O L-LOC", "B-LOC I-LOC L-LOC E-LOC", "B-LOC O X-LOC")) {
      List<String> all = List.of(tags.split(" "));
      refused(
          rows(tags),
          TagScheme.AUTO,
          ":"
              + all.size()
              + ": bad tag '"
              + all.get(all.size() - 1)
              + "', expected one scheme throughout: IOB1, IOB2, BIOES, BILOU or BMES, such"
              + " as B-LOC");
    }
  }

  @Test
  void schemeCanBeInsistedOn() {
    refused(
        rows("I-LOC"),
        TagScheme.IOB2,
        ":1: 'I-LOC' after 'O', expected 'B-LOC' to begin the entity");
    refused(
        rows("O S-LOC"),
        TagScheme.BILOU,
        ":2: bad tag 'S-LOC', expected O, or B-, I-, L-, U- with a type");
  }

  private void refused(String text, TagScheme asked, String message) {
    assertThatThrownBy(() -> Forms.read(file, text, asked))
        .isInstanceOf(UserError.class)
        .hasMessage(file + message);
  }
}

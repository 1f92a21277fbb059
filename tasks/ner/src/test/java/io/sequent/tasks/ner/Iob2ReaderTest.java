package io.sequent.tasks.ner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Iob2ReaderTest {
  private final Path file;

  Iob2ReaderTest(@TempDir Path folder) {
    file = folder.resolve("train.iob2.tsv");
  }

  @Test
  void blankLinesEndSentences() throws IOException {
    Files.writeString(file, "\nЛеся\tB-PERS\r\nУкраїнка\tI-PERS\r\n\r\n \nу\tO\nЛьвові\tB-LOC");
    List<TaggedSentence> sentences = Iob2Reader.read(file);
    assertThat(sentences).hasSize(2);
    assertThat(sentences.get(0).tokens()).containsExactly("Леся", "Українка");
    assertThat(sentences.get(0).tags()).containsExactly("B-PERS", "I-PERS");
    assertThat(sentences.get(1).tags()).containsExactly("O", "B-LOC");
  }

  @Test
  void tagSetHasBothTagsOfEveryTypeOutsideFirst() throws IOException {
    Files.writeString(file, "a\tB-PERS\n\nb\tB-LOC\n");
    assertThat(Iob2Reader.read(file).get(0).tagSet())
        .containsExactly("O", "B-LOC", "B-PERS", "I-LOC", "I-PERS");
  }

  @Test
  void lineWithoutTabIsRefused() throws IOException {
    Files.writeString(file, "a\tO\nb O\n");
    refused(":2: 'b O', expected a token, one tab, a tag");
    Files.writeString(file, "\tO\n");
    refused(":1: '\tO', expected a token, one tab, a tag");
    Files.writeString(file, "a\tb\tO\n");
    refused(":1: 'a\tb\tO', expected a token, one tab, a tag");
  }

  @Test
  void badTagIsRefused() throws IOException {
    for (String tag : List.of("", "B", "B-", "S-LOC", "o", "LOC", "O ")) {
      Files.writeString(file, "a\tO\nb\t" + tag);
      refused(":2: bad tag '" + tag + "', expected O or B- or I- with a type, such as B-LOC");
    }
  }

  @Test
  void insideThatContinuesNothingIsRefused() throws IOException {
    Files.writeString(file, "a\tO\nb\tI-LOC\n");
    refused(":2: 'I-LOC' after 'O', expected 'B-LOC' to begin the entity");
    Files.writeString(file, "a\tB-ORG\nb\tI-LOC\n");
    refused(":2: 'I-LOC' after 'B-ORG', expected 'B-LOC' to begin the entity");
    Files.writeString(file, "a\tB-LOC\n\nb\tI-LOC\n");
    refused(":3: 'I-LOC' after 'O', expected 'B-LOC' to begin the entity");
  }

  @Test
  void emptyFileIsRefused() throws IOException {
    Files.writeString(file, "\n \n");
    refused(": empty, expected lines of token, tab, tag");
  }

  @Test
  void tagUnknownToTheTrainingPartNamesItsLine() throws IOException {
    Files.writeString(file, "a\tO\nb\tB-LOC\n");
    assertThatThrownBy(() -> Iob2Reader.read(file, List.of("O", "B-ORG", "I-ORG")))
        .isInstanceOf(UserError.class)
        .hasMessage(
            file
                + ":2: tag 'B-LOC' is not in the training part, expected one of [O, B-ORG, I-ORG]");
  }

  private void refused(String message) {
    assertThatThrownBy(() -> Iob2Reader.read(file))
        .isInstanceOf(UserError.class)
        .hasMessage(file + message);
  }
}

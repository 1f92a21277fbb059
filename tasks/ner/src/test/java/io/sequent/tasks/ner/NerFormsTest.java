package io.sequent.tasks.ner;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.data.Splits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same sentences in every form give the same examples. */
class NerFormsTest {
  private static final List<String> SENTENCES =
      List.of(
          "Eve\tB-PER\nlives\tO\nin\tO\nRome\tB-LOC\n.\tO\n",
          "Ann\tB-PER\nJones\tI-PER\njoined\tO\nBlue\tB-ORG\nBank\tI-ORG\n.\tO\n",
          "The\tO\nRed\tB-ORG\nCross\tI-ORG\nleft\tO\nOslo\tB-LOC\n.\tO\n");

  private static final String IOB2 = text(30);

  private final Path folder;
  private Splits<TaggedSentence> expected;

  NerFormsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static String text(int sentences) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sentences; i++) {
      text.append(SENTENCES.get(i % SENTENCES.size())).append('\n');
    }
    return text.toString();
  }

  @BeforeEach
  void readIob2() throws IOException {
    Path plain = folder.resolve("plain");
    write(plain, text -> text);
    expected = Forms.read(plain);
    assertThat(expected.notes()).isEmpty();
    assertThat(expected.train()).hasSize(30);
  }

  private static void write(Path place, UnaryOperator<String> form) {
    Forms.write(place.resolve("train.iob2.tsv"), form.apply(IOB2));
    Forms.write(place.resolve("dev.iob2.tsv"), form.apply(text(8)));
    Forms.write(place.resolve("test.iob2.tsv"), form.apply(text(8)));
  }

  private void isTheSame(UnaryOperator<String> form, String note) throws IOException {
    Path place = folder.resolve("other");
    write(place, form);
    Splits<TaggedSentence> read = Forms.read(place);
    assertThat(read.train()).isEqualTo(expected.train());
    assertThat(read.validation()).isEqualTo(expected.validation()).hasSize(8);
    assertThat(read.test()).isEqualTo(expected.test()).hasSize(8);
    assertThat(read.notes()).isEqualTo(note.isEmpty() ? List.of() : List.of(note));
  }

  @Test
  void iob1() throws IOException {
    isTheSame(text -> text.replace("B-", "I-"), "tags: IOB1, read as IOB2");
  }

  @Test
  void bioes() throws IOException {
    isTheSame(text -> ended(text, "S-", "E-"), "tags: BIOES, read as IOB2");
  }

  @Test
  void bilou() throws IOException {
    isTheSame(text -> ended(text, "U-", "L-"), "tags: BILOU, read as IOB2");
  }

  private static String ended(String text, String single, String last) {
    return text.replaceAll("B-(?=...\n.*\tO)", single).replace("I-", last);
  }

  @Test
  void conll2003() throws IOException {
    isTheSame(
        text -> "-DOCSTART- -X- -X- O\n\n" + text.replace("\t", " NN B-NP "),
        "train.iob2.tsv, dev.iob2.tsv, test.iob2.tsv: columns separated by blanks, token in column"
            + " 1, tag in column 4 of 4");
  }

  @Test
  void documentStarts() throws IOException {
    isTheSame(text -> "-DOCSTART-\tO\n\n" + text.replace("\n\n", "\n\n-DOCSTART-\tO\n\n"), "");
  }

  @Test
  void wikiann() throws IOException {
    isTheSame(
        text -> text.replaceAll("(?m)^(?=.)", "en:"),
        "train.iob2.tsv, dev.iob2.tsv, test.iob2.tsv: the language 'en:' taken off each token");
  }

  @Test
  void blanks() throws IOException {
    isTheSame(
        text -> text.replace('\t', ' '),
        "train.iob2.tsv, dev.iob2.tsv, test.iob2.tsv: columns separated by blanks, token in column"
            + " 1, tag in column 2 of 2");
  }
}

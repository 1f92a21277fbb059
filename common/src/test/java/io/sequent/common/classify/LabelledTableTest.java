package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledTextCsvTest {
  private static final TextColumns NUMBERS = new TextColumns("1", List.of("2", "3"));
  private static final TextColumns NAMES = new TextColumns("label", List.of("text"));

  private final Path folder;
  private final Path file;

  LabelledTextCsvTest(@TempDir Path folder) {
    this.folder = folder;
    file = folder.resolve("train.csv");
  }

  private LabelledRow row(long line, String label, String text) {
    return new LabelledRow(file, line, label, text);
  }

  @Test
  void numberedColumnsNeedNoHeaderAndTextsAreJoined() throws IOException {
    Files.writeString(file, "\"2\",\"Title\",\"Said \"\"yes\"\",\nthen left\"\n\n1,,Plain\r\n");
    assertThat(LabelledTextCsv.read(file, NUMBERS))
        .containsExactly(row(1, "2", "Title Said \"yes\",\nthen left"), row(4, "1", "Plain"));
  }

  @Test
  void headerAboveNumberedColumnsIsFoundByItsLabel() throws IOException {
    Files.writeString(file, "class,title,description\n1,a,b\n0,c,d\n");
    assertThat(LabelledTextCsv.read(file, NUMBERS))
        .containsExactly(row(2, "1", "a b"), row(3, "0", "c d"));
    Files.writeString(file, "up,a,b\ndown,c,d\n");
    assertThat(LabelledTextCsv.read(file, NUMBERS))
        .as("labels that are no numbers")
        .containsExactly(row(1, "up", "a b"), row(2, "down", "c d"));
  }

  @Test
  void namedColumnsAreLookedUpInTheHeader() throws IOException {
    Files.writeString(file, "id, text ,label\n7,\"a, b\", good \n8,c,bad\n");
    assertThat(LabelledTextCsv.read(file, NAMES))
        .containsExactly(row(2, "good", "a, b"), row(3, "bad", "c"));
    Files.writeString(file, "id,text,class\n7,a,1\n");
    assertThatThrownBy(() -> LabelledTextCsv.read(file, NAMES))
        .isInstanceOf(UserError.class)
        .hasMessage(
            file
                + ":1: no column 'label' among [id, text, class], expected a header with"
                + " label,text");
    Files.writeString(file, "text,label\n");
    assertThatThrownBy(() -> LabelledTextCsv.read(file, NAMES))
        .hasMessage(file + ": no row below the header, expected labelled texts");
  }

  @Test
  void emptyTextIsATextAndAnEmptyLabelAMistake() throws IOException {
    Files.writeString(file, "label,text\n1,\n,a\n");
    assertThatThrownBy(() -> LabelledTextCsv.read(file, NAMES))
        .isInstanceOf(UserError.class)
        .hasMessage(file + ":3: no label, expected one in column 1");
    Files.writeString(file, "label,text\n1,\n");
    assertThat(LabelledTextCsv.read(file, NAMES)).containsExactly(row(2, "1", ""));
  }

  @Test
  void wrongNumberOfColumnsNamesTheLineWhereTheRowStarts() throws IOException {
    Files.writeString(file, "1,a,\"b\nb\"\n\n2,\"c\n\"\n");
    assertThatThrownBy(() -> LabelledTextCsv.read(file, NUMBERS))
        .isInstanceOf(UserError.class)
        .hasMessage(file + ":4: 2 columns, expected 3 as in line 1");
    Files.writeString(file, "1,a\n");
    assertThatThrownBy(() -> LabelledTextCsv.read(file, NUMBERS))
        .hasMessage(file + ":1: 2 columns, expected at least 3 for columns 1,2,3");
  }

  @Test
  void brokenQuotesNameTheLine() throws IOException {
    Files.writeString(file, "1,a,b\n2,\"a\"b,c\n");
    assertThatThrownBy(() -> LabelledTextCsv.read(file, NUMBERS))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file + ":2: broken quotes");
    Files.writeString(file, "1,a,b\n2,a,\"open\n");
    assertThatThrownBy(() -> LabelledTextCsv.read(file, NUMBERS))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file + ":2: broken quotes");
  }

  @Test
  void emptyAndMissingFilesAreMistakesOfTheUser() throws IOException {
    assertThatThrownBy(() -> LabelledTextCsv.read(file, NUMBERS))
        .isInstanceOf(UserError.class)
        .hasMessage(file + ": no such file");
    Files.writeString(file, "\n\n");
    assertThatThrownBy(() -> LabelledTextCsv.read(file, NUMBERS))
        .isInstanceOf(UserError.class)
        .hasMessage(file + ": empty, expected rows with columns 1,2,3");
  }

  @Test
  void notUtf8NamesTheLine() throws IOException {
    Files.write(file, new byte[] {'1', ',', 'a', ',', 'b', '\n', '1', ',', (byte) 0xFF});
    assertThatThrownBy(() -> LabelledTextCsv.read(file, NUMBERS))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file + ":2: not UTF-8");
  }

  @Test
  void packedFileIsUnpacked() throws IOException {
    Path packed = folder.resolve("train.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("label,text\nup,so\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(LabelledTextCsv.read(packed, NAMES))
        .containsExactly(new LabelledRow(packed, 2, "up", "so"));
    Files.writeString(packed, "label,text\nup,so\n");
    assertThatThrownBy(() -> LabelledTextCsv.read(packed, NAMES))
        .isInstanceOf(UserError.class)
        .hasMessage(packed + ": not a valid gzip file, although its name ends in .gz");
  }

  @Test
  void columnsOfAUserAreTwoOrMore() {
    assertThat(TextColumns.of(List.of("a", "b", "c"), "columns"))
        .isEqualTo(new TextColumns("a", List.of("b", "c")));
    assertThatThrownBy(() -> TextColumns.of(List.of("a"), "columns"))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("setting 'columns': a, expected the column of the label and");
  }
}

package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.table.TableReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledTableTest {
  private static final TextColumns NUMBERS = new TextColumns("1", List.of("2", "3"));
  private static final TextColumns NAMES = new TextColumns("label", List.of("text"));

  private final Path folder;
  private final Path file;

  LabelledTableTest(@TempDir Path folder) {
    this.folder = folder;
    file = folder.resolve("train.csv");
  }

  private static List<LabelledRow> read(Path file, TextColumns columns) throws IOException {
    try (TableReader table = TableReader.open(file, StandardCharsets.UTF_8, null)) {
      return LabelledTable.read(table, file, columns).rows();
    }
  }

  private LabelledRow row(long line, String label, String text) {
    return new LabelledRow(file, line, label, text);
  }

  @Test
  void numberedColumnsNeedNoHeaderAndTextsAreJoined() throws IOException {
    Files.writeString(file, "\"2\",\"Title\",\"Said \"\"yes\"\",\nthen left\"\n\n1,,Plain\r\n");
    assertThat(read(file, NUMBERS))
        .containsExactly(row(1, "2", "Title Said \"yes\",\nthen left"), row(4, "1", "Plain"));
  }

  @Test
  void headerAboveNumberedColumnsIsFoundByItsLabel() throws IOException {
    Files.writeString(file, "class,title,description\n1,a,b\n0,c,d\n");
    assertThat(read(file, NUMBERS)).containsExactly(row(2, "1", "a b"), row(3, "0", "c d"));
    Files.writeString(file, "up,a,b\ndown,c,d\n");
    assertThat(read(file, NUMBERS))
        .as("labels that are no numbers")
        .containsExactly(row(1, "up", "a b"), row(2, "down", "c d"));
  }

  @Test
  void headerAboveNumberedColumnsIsFoundAlsoWhereLabelsAreWords() throws IOException {
    TextColumns two = new TextColumns("1", List.of("2"));
    Files.writeString(file, "label,text\nup,it rises\ndown,it falls\nup,so it does\n");
    assertThat(read(file, two))
        .containsExactly(
            row(2, "up", "it rises"), row(3, "down", "it falls"), row(4, "up", "so it does"));
    Files.writeString(file, "up,rises\nup,it rises\ndown,it falls\n");
    assertThat(read(file, two)).as("a label that occurs again").hasSize(3);
    Files.writeString(file, "level,stays as it is\nup,it rises\ndown,it falls\n");
    assertThat(read(file, two)).as("a text of several words").hasSize(3);
  }

  @Test
  void columnWithoutANameThatNumbersTheRowsIsNoLabel() throws IOException {
    Files.writeString(file, ",label,text\n0,up,it rises\n1,down,it falls\n");
    assertThat(read(file, NAMES))
        .containsExactly(row(2, "up", "it rises"), row(3, "down", "it falls"));
    assertThat(read(file, new TextColumns("2", List.of("3")))).hasSize(2);
    assertThatThrownBy(() -> read(file, new TextColumns("1", List.of("2"))))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file + ":1: column 1 has no name and numbers the rows");
  }

  @Test
  void objectsHaveNamesAndTextsAreNoLists() throws IOException {
    Files.writeString(file, "{\"text\": \"a b\", \"label\": 1}\n{\"label\": 0, \"x\": 2}\n");
    assertThat(read(file, NAMES)).containsExactly(row(1, "1", "a b"), row(2, "0", ""));
    Files.writeString(file, "[{\"text\": [\"a\"], \"label\": 1}]");
    assertThatThrownBy(() -> read(file, NAMES))
        .isInstanceOf(UserError.class)
        .hasMessage(file + ":1: 'text' is a list or an object, expected a text");
  }

  @Test
  void namedColumnsAreLookedUpInTheHeader() throws IOException {
    Files.writeString(file, "id, text ,label\n7,\"a, b\", good \n8,c,bad\n");
    assertThat(read(file, NAMES)).containsExactly(row(2, "good", "a, b"), row(3, "bad", "c"));
    Files.writeString(file, "id,text,class\n7,a,1\n");
    assertThatThrownBy(() -> read(file, NAMES))
        .isInstanceOf(UserError.class)
        .hasMessage(
            file
                + ":1: no column 'label' among [id, text, class], expected a header with"
                + " label,text");
    Files.writeString(file, "text,label\n");
    assertThatThrownBy(() -> read(file, NAMES))
        .hasMessage(file + ": no row below the header, expected labelled texts");
  }

  @Test
  void emptyTextIsATextAndAnEmptyLabelAMistake() throws IOException {
    Files.writeString(file, "label,text\n1,\n,a\n");
    assertThatThrownBy(() -> read(file, NAMES))
        .isInstanceOf(UserError.class)
        .hasMessage(file + ":3: no label, expected one in column 1");
    Files.writeString(file, "label,text\n1,\n");
    assertThat(read(file, NAMES)).containsExactly(row(2, "1", ""));
  }

  @Test
  void wrongNumberOfColumnsNamesTheLineWhereTheRowStarts() throws IOException {
    Files.writeString(file, "1,a,\"b\nb\"\n\n2,\"c\n\"\n");
    assertThatThrownBy(() -> read(file, NUMBERS))
        .isInstanceOf(UserError.class)
        .hasMessage(file + ":4: 2 columns, expected 3 as in line 1");
    Files.writeString(file, "1,a\n");
    assertThatThrownBy(() -> read(file, NUMBERS))
        .hasMessage(file + ":1: 2 columns, expected at least 3 for columns 1,2,3");
  }

  @Test
  void brokenQuotesNameTheLine() throws IOException {
    Files.writeString(file, "1,a,b\n2,\"a\"b,c\n");
    assertThatThrownBy(() -> read(file, NUMBERS))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file + ":2: broken quotes");
    Files.writeString(file, "1,a,b\n2,a,\"open\n");
    assertThatThrownBy(() -> read(file, NUMBERS))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file + ":2: broken quotes");
  }

  @Test
  void emptyAndMissingFilesAreMistakesOfTheUser() throws IOException {
    assertThatThrownBy(() -> read(file, NUMBERS))
        .isInstanceOf(UserError.class)
        .hasMessage(file + ": no such file");
    Files.writeString(file, "\n\n");
    assertThatThrownBy(() -> read(file, NUMBERS))
        .isInstanceOf(UserError.class)
        .hasMessage(file + ": empty, expected rows with columns 1,2,3");
  }

  @Test
  void notUtf8NamesTheLine() throws IOException {
    Files.write(file, new byte[] {'1', ',', 'a', ',', 'b', '\n', '1', ',', (byte) 0xFF});
    assertThatThrownBy(() -> read(file, NUMBERS))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file + ":2: not UTF-8");
  }

  @Test
  void packedFileIsUnpacked() throws IOException {
    Path packed = folder.resolve("train.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("label,text\nup,so\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(read(packed, NAMES)).containsExactly(new LabelledRow(packed, 2, "up", "so"));
    Files.writeString(packed, "label,text\nup,so\n");
    assertThatThrownBy(() -> read(packed, NAMES))
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

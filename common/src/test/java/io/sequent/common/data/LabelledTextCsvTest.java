package io.sequent.common.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledTextCsvTest {
  private static final List<String> CLASSES = List.of("World", "Sports");

  private final Path folder;
  private final Path file;

  LabelledTextCsvTest(@TempDir Path folder) {
    this.folder = folder;
    file = folder.resolve("train.csv");
  }

  @Test
  void joinsTitleAndDescription() throws IOException {
    Files.writeString(file, "\"2\",\"Title\",\"Said \"\"yes\"\",\nthen left\"\n\n1,,Plain\r\n");
    assertThat(LabelledTextCsv.read(file, CLASSES))
        .containsExactly(
            new LabelledText("Title Said \"yes\",\nthen left", 1, CLASSES),
            new LabelledText("Plain", 0, CLASSES));
  }

  @Test
  void wrongNumberOfColumnsNamesTheLineWhereTheRowStarts() throws IOException {
    Files.writeString(file, "1,a,\"b\nb\"\n\n2,\"c\n\"\n");
    assertThatThrownBy(() -> LabelledTextCsv.read(file, CLASSES))
        .isInstanceOf(UserError.class)
        .hasMessage(file + ":4: 2 columns, expected 3: class, title, description");
  }

  @Test
  void unknownClassNamesLineAndRange() throws IOException {
    Files.writeString(file, "1,a,b\n3,a,b\n");
    assertThatThrownBy(() -> LabelledTextCsv.read(file, CLASSES))
        .isInstanceOf(UserError.class)
        .hasMessage(file + ":2: unknown class '3', expected 1 to 2");
    Files.writeString(file, "class,title,description\n");
    assertThatThrownBy(() -> LabelledTextCsv.read(file, CLASSES))
        .hasMessage(file + ":1: unknown class 'class', expected 1 to 2");
  }

  @Test
  void brokenQuotesNameTheLine() throws IOException {
    Files.writeString(file, "1,a,b\n2,\"a\"b,c\n");
    assertThatThrownBy(() -> LabelledTextCsv.read(file, CLASSES))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file + ":2: broken quotes");
    Files.writeString(file, "1,a,b\n2,a,\"open\n");
    assertThatThrownBy(() -> LabelledTextCsv.read(file, CLASSES))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file + ":2: broken quotes");
  }

  @Test
  void emptyAndMissingFilesAreMistakesOfTheUser() throws IOException {
    assertThatThrownBy(() -> LabelledTextCsv.read(file, CLASSES))
        .isInstanceOf(UserError.class)
        .hasMessage(file + ": no such file");
    Files.writeString(file, "\n\n");
    assertThatThrownBy(() -> LabelledTextCsv.read(file, CLASSES))
        .isInstanceOf(UserError.class)
        .hasMessage(file + ": empty, expected rows of class, title, description");
  }

  @Test
  void notUtf8NamesTheLine() throws IOException {
    Files.write(file, new byte[] {'1', ',', 'a', ',', 'b', '\n', '1', ',', (byte) 0xFF});
    assertThatThrownBy(() -> LabelledTextCsv.read(file, CLASSES))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file + ":2: not UTF-8");
  }

  @Test
  void classNamesComeFromTheirFile() throws IOException {
    Files.writeString(folder.resolve("classes.txt"), "World\nSci/Tech\n\n");
    assertThat(LabelledTextCsv.classes(folder, List.of())).containsExactly("World", "Sci/Tech");
  }

  @Test
  void classesWithoutNamesAreNumbers() throws IOException {
    Files.writeString(file, "3,a,b\n1,a,b\n");
    assertThat(LabelledTextCsv.classes(folder, List.of(file))).containsExactly("1", "2", "3");
  }

  @Test
  void fewerThanTwoClassesAreRefused() throws IOException {
    Files.writeString(file, "1,a,b\n");
    assertThatThrownBy(() -> LabelledTextCsv.classes(folder, List.of(file)))
        .isInstanceOf(UserError.class);
    Files.writeString(folder.resolve("classes.txt"), "A\nA\n");
    assertThatThrownBy(() -> LabelledTextCsv.classes(folder, List.of(file)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("expected two or more different classes");
  }
}

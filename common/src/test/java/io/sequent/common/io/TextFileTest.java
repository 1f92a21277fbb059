package io.sequent.common.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
  private final Path folder;

  TextFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void writesAndReadsBackAnyText() throws IOException {
    Path file = folder.resolve("deep").resolve("text.txt");
    AtomicFile.write(file, "old");
    AtomicFile.write(file, "Київ\n😀");
    assertThat(TextFile.read(file)).isEqualTo("Київ\n😀");
    assertThat(file.getParent()).isDirectoryNotContaining(f -> !f.equals(file));
  }

  @Test
  void packedFileIsKnownByItsEndingInAnyCase() throws IOException {
    assertThat(TextFile.plainName("train.CSV.GZ")).isEqualTo("train.CSV");
    assertThat(TextFile.plainName("gz")).isEqualTo("gz");
    Path file = folder.resolve("packed.txt.GZ");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write('a');
    }
    assertThat(TextFile.read(file)).isEqualTo("a");
  }

  @Test
  void byteOrderMarkIsNotPartOfTheText() throws IOException {
    Path file = Files.writeString(folder.resolve("marked.txt"), "\uFEFFa");
    assertThat(TextFile.read(file)).isEqualTo("a");
  }

  @Test
  void emptyFileGivesEmptyText() throws IOException {
    assertThat(TextFile.read(Files.createFile(folder.resolve("empty.txt")))).isEmpty();
  }

  @Test
  void textThatIsNotUtf8NamesTheLine() throws IOException {
    Path file = Files.write(folder.resolve("latin.txt"), new byte[] {'a', '\n', 'b', (byte) 0xE9});
    assertThatThrownBy(() -> TextFile.read(file))
        .isInstanceOf(UserError.class)
        .hasMessage(file + ":2: not UTF-8, expected a UTF-8 text file");
    assertThatThrownBy(() -> TextFile.read(file, StandardCharsets.UTF_8))
        .hasMessageEndingWith("a UTF-8 text file; name another encoding by encoding=");
    assertThat(TextFile.read(file, StandardCharsets.ISO_8859_1)).isEqualTo("a\nbé");
  }

  @Test
  void byteOrderMarkWinsOverTheNamedEncoding() throws IOException {
    for (Charset encoding : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Path file = Files.write(folder.resolve("marked"), "\uFEFFКиїв\n".getBytes(encoding));
      assertThat(TextFile.read(file)).isEqualTo("Київ\n");
    }
    Path file = Files.writeString(folder.resolve("marked"), "\uFEFFКиїв");
    assertThat(TextFile.read(file, Charset.forName("windows-1251"))).isEqualTo("Київ");
  }

  @Test
  void bytesThatANamedEncodingLacksNameTheLine() throws IOException {
    Path file = Files.write(folder.resolve("t"), new byte[] {'a', '\n', '\n', (byte) 0x98});
    assertThatThrownBy(() -> TextFile.read(file, Charset.forName("windows-1251")))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file + ":3: not windows-1251,");
  }

  @Test
  void missingFileAndFolderAreMistakesOfTheUser() {
    assertThatThrownBy(() -> TextFile.read(folder.resolve("none")))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith("none: no such file");
    assertThatThrownBy(() -> TextFile.read(folder))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("is a folder");
  }
}

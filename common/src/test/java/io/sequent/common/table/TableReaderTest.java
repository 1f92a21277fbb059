package io.sequent.common.table;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableReaderTest {
  private final Path folder;

  TableReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private record Read(TableForm form, List<String> lines) {}

  private static Read read(String text) throws IOException {
    return read(text, null);
  }

  private static Read read(String text, @Nullable TableForm form) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return read(
        TableReader.open(new ByteArrayInputStream(bytes), "t", StandardCharsets.UTF_8, form));
  }

  /** Each row as {@code line: cell|cell}. */
  private static Read read(TableReader opened) throws IOException {
    List<String> lines = new ArrayList<>();
    try (TableReader table = opened) {
      for (TableRow row = table.next(); row != null; row = table.next()) {
        lines.add(row.line() + ": " + String.join("|", row.cells()));
      }
      return new Read(table.form(), lines);
    }
  }

  private static void refused(ThrowingCallable reading, String message) {
    assertThatThrownBy(reading).isInstanceOf(UserError.class).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "COMMA!label,text/x,'a; b'/y,c",
        "SEMICOLON!label;text/x;a, b/y;c",
        "SEMICOLON!x;a, b/y;c/z;d",
        "COMMA!x,\"a; b\"/y,c; d; e",
        "TAB!label\\ttext/x\\ta, b/y\\tc; d, e",
        "JSON_LINES!{\"label\": 1}/{\"label\": 2}",
        "JSON![{\"label\": 1},/{\"label\": 2}]",
        "COMMA!one/two/three, four",
        "COMMA![deleted],x/y,z"
      })
  void formIsFoundByLooking(TableForm form, String text) throws IOException {
    String written = text.replace('/', '\n').replace("\\t", "\t") + "\n";
    try (TableReader table =
        TableReader.of(new BufferedReader(new StringReader(written)), "t", null)) {
      assertThat(table.form()).isEqualTo(form);
    }
  }

  @Test
  void quotesHoldSeparatorsLineBreaksAndQuotes() throws IOException {
    assertThat(read("a,\"b, \"\"c\"\"\nd\"\r\n\r\n , e \n").lines)
        .containsExactly("1: a|b, \"c\"\nd", "4:  | e ");
    assertThat(read("l\tt\n\"x\ty\"\t\"say \"\"no\"\"\"\n").lines)
        .containsExactly("1: l|t", "2: x\ty|say \"no\"");
  }

  @Test
  void quoteBetweenTabsIsAQuoteUnlessAnotherEndsTheCell() throws IOException {
    assertThat(read("ham\t\"Hi\" she said\nspam\t\"open\nham\t\"also\" and \"\nham\t12\"\n").lines)
        .containsExactly(
            "1: ham|\"Hi\" she said", "2: spam|\"open", "3: ham|\"also\" and \"", "4: ham|12\"");
    assertThat(read("a\t\"one\n\n\"\"two\"\"\"\nb\tc\n").lines)
        .containsExactly("1: a|one\n\n\"two\"", "4: b|c");
  }

  @Test
  void firstLineThatNamesTheSeparatorIsNoRow() throws IOException {
    assertThat(read("sep=;\r\na;b,c\n"))
        .isEqualTo(new Read(TableForm.SEMICOLON, List.of("2: a|b,c")));
    assertThat(read("\"sep=,\"\na,b;c\n").lines).containsExactly("2: a|b;c");
    refused(() -> read("sep=|\na|b\n"), "t:1: sep=|, expected a comma, a semicolon or a tab");
  }

  @Test
  void formThatIsNotSureIsRefusedUnlessInsistedOn() throws IOException {
    refused(
        () -> read("1,a;b\n2,c;d\n"),
        "t: looks like 2 columns between commas and like 2 between semicolons; name the form by"
            + " format=comma or format=semicolon");
    assertThat(read("1,a;b\n2,c;d\n", TableForm.COMMA).lines)
        .containsExactly("1: 1|a;b", "2: 2|c;d");
  }

  @Test
  void objectsHaveTheColumnsOfTheFirst() throws IOException {
    String objects = "{\"n\": 1.50, \"t\": \"a\\nb\"}\n\n{\"t\": null, \"x\": true}\n{\"n\":[1]}\n";
    assertThat(read(objects).lines).containsExactly("1: 1.50|a\nb", "3: |", "4: [1]|");
    assertThat(read("[\n{\"n\": false},\n{\"n\": 1e3}]").lines)
        .containsExactly("2: false", "3: 1E+3");
    byte[] bytes = "{\"b\":1,\"a\":{\"c\":2}}".getBytes(StandardCharsets.UTF_8);
    try (TableReader table =
        TableReader.open(new ByteArrayInputStream(bytes), "t", StandardCharsets.UTF_8, null)) {
      assertThat(table.columns()).containsExactly("b", "a");
      TableRow row = requireNonNull(table.next());
      assertThat(requireNonNull(row.json()).toString()).isEqualTo("{\"b\":1,\"a\":{\"c\":2}}");
      assertThat(table.next()).isNull();
    }
  }

  @Test
  void faultsNameTheirLine() {
    refused(() -> read("1,a,\"b\nb\"\n\n2,\"c\n\"\n"), "t:4: 2 columns, expected 3 as in line 1");
    String quotes = "broken quotes, expected a closing quote at the end of a cell";
    refused(() -> read("1,a\n2,\"a\"b\n"), "t:2: " + quotes);
    refused(() -> read("1,a\n2,\"open\n\n"), "t:2: " + quotes);
    assertThatThrownBy(() -> read("{\"a\": 1}\n{\"a\": 2\n"))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("t:3: not JSON: ");
    assertThatThrownBy(() -> read("{\"a\": 1, \"a\": 2}\n"))
        .hasMessageStartingWith("t:1: not JSON");
    refused(
        () -> read("{\"a\": 1}\n7\n"), "t:2: VALUE_NUMBER_INT, expected an object for each row");
    refused(() -> read("[{\"a\": 1}\n"), "t:2: not JSON: it ends too early");
    assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(100_000)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("t:1: not JSON");
  }

  @Test
  void filesAreReadInTheirEncodingAndPacked() throws IOException {
    Path file = Files.write(folder.resolve("t.csv"), "\uFEFFщ;я\n".getBytes(utf16()));
    assertThat(read(TableReader.open(file, StandardCharsets.UTF_8, null)).lines)
        .containsExactly("1: щ|я");
    Charset windows = Charset.forName("windows-1251");
    Files.write(file, "щ;я\n".getBytes(windows));
    assertThat(read(TableReader.open(file, windows, null)).lines).containsExactly("1: щ|я");
    Path packed = folder.resolve("t.tsv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("a\tb\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(read(TableReader.open(packed, StandardCharsets.UTF_8, null)).lines)
        .containsExactly("1: a|b");
  }

  private static Charset utf16() {
    return StandardCharsets.UTF_16LE;
  }

  @Test
  void bytesOfAnotherEncodingAreFoundWhereTheyStandAlsoFarBehind() throws IOException {
    Path file = folder.resolve("t.csv");
    byte[] bytes = "label,text\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
    bytes[11 * 15_000 + 3] = (byte) 0xE9;
    Files.write(file, bytes);
    refused(
        () -> read(TableReader.open(file, StandardCharsets.UTF_8, null)),
        file + ":15001: not UTF-8, expected a UTF-8 text file; name another encoding by encoding=");
  }

  @Test
  void whatIsNoTextIsRefusedByWhatItIs() throws IOException {
    Path file = folder.resolve("t.csv");
    Files.writeString(file, "PAR1\u0015\u0004");
    refused(
        () -> TableReader.open(file, StandardCharsets.UTF_8, null),
        file + ": a Parquet file, expected a text file; convert it to CSV or JSON Lines");
    Files.writeString(file, "PK\u0003\u0004xl");
    assertThatThrownBy(() -> TableReader.open(file, StandardCharsets.UTF_8, null))
        .hasMessageContaining("a ZIP archive or an Excel workbook");
    Files.writeString(file, "a\0b\0");
    assertThatThrownBy(() -> TableReader.open(file, StandardCharsets.UTF_8, null))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no text");
    refused(
        () -> TableReader.open(folder, StandardCharsets.UTF_8, null),
        folder + ": is a folder, expected a file");
  }

  @Test
  void textOfNoRowHasNone() throws IOException {
    assertThat(read("\n \n").lines).isEmpty();
    assertThat(read("").lines).isEmpty();
    assertThat(read("[]")).isEqualTo(new Read(TableForm.JSON, List.of()));
  }
}

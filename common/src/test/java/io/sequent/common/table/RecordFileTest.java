package io.sequent.common.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordFileTest {
  @TempDir private Path folder;

  private List<Double> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("r.csv"), text);
    return RecordFile.read(file, List.of("n", "x"), row -> row.whole("n") + row.number("x"));
  }

  @Test
  void recordsAreReadByTheNamesOfTheirColumns() throws IOException {
    assertThat(read("n,x,more\n1,0.5,a\n2,NaN,b\n")).containsExactly(1.5, Double.NaN);
    assertThat(read("n,x\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | 1: columns '', expected n,x",
        ", | 1: columns ',', expected n,x",
        "x,n | 1: columns 'x,n', expected n,x",
        "n,x,y,y | 1: columns 'n,x,y,y', expected each only once",
        "n,x#1 | 2: 1 columns, expected 2",
        "n,x#1,2#-3,1 | 3: n '-3', expected a whole number",
        "n,x#1.5,2 | 2: n '1.5', expected a whole number",
        "n,x#99999999999999999999,2 | 2: n '99999999999999999999', expected a whole number",
        "n,x#1,many | 2: x 'many', expected a number",
        "n,x#1,\"2 | 2: broken quotes"
      })
  void anythingElseIsRefusedWithItsLine(String text, String message) {
    assertThatThrownBy(() -> read(text.replace('#', '\n')))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("r.csv:" + message);
  }
}

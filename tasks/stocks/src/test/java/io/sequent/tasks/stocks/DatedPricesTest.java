package io.sequent.tasks.stocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatedPricesTest {
  @TempDir private Path folder;

  private List<String> lines(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("x.csv"), text);
    assertThat(DatedPrices.areIn(file, StandardCharsets.UTF_8)).isTrue();
    try (BufferedReader lines = DatedPrices.lines(file, List.of(), StandardCharsets.UTF_8)) {
      return lines.lines().toList();
    }
  }

  @Test
  void pricesOfEveryFormAreLinesOfDayAndCloseOldestFirst() throws IOException {
    assertThat(lines("Date,Open,Close\n2018-01-02,1,7278.20\n2018-01-31,1,7300\n"))
        .containsExactly("2018-01-02,7278.2", "2018-01-31,7300.0");
    assertThat(
            lines(
                """
                "Date","Price","Vol."
                "01/31/2018","7,300.50","1.2K"
                "01/02/2018","7,278.20","1.2K"
                """))
        .containsExactly("2018-01-02,7278.2", "2018-01-31,7300.5");
    assertThat(lines("Date,Close\n2018-01-02,0.0000002\n2018-01-03,1.5\n"))
        .containsExactly("2018-01-02,0.00000020", "2018-01-03,1.5");
  }

  @Test
  void closesAloneHaveNoDays() throws IOException {
    Path file = Files.writeString(folder.resolve("x.txt"), "101.5\n102\n");
    assertThat(DatedPrices.areIn(file, StandardCharsets.UTF_8)).isFalse();
  }

  @Test
  void severalSeriesAreNotOne() {
    assertThatThrownBy(
            () ->
                lines(
                    "Price,Close,Close\nTicker,AAA,BBB\nDate,,\n2018-01-02,1.5,2\n2018-01-03,1.5,2\n"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("x.csv: ");
  }
}

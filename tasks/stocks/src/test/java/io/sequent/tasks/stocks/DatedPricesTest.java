package io.sequent.tasks.stocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
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

  private List<String> lines(String text, String... series) throws IOException {
    return lines(
        Files.writeString(folder.resolve("x.csv"), text),
        series.length == 0 ? List.of("S") : List.of(series));
  }

  private static List<String> lines(Path place, List<String> series, String... columns)
      throws IOException {
    assertThat(DatedPrices.areIn(place, StandardCharsets.UTF_8)).isTrue();
    Config training =
        Config.defaults(StocksSettings.all()).with(StocksSettings.COLUMNS, List.of(columns));
    try (BufferedReader lines =
        new DatedPrices(series, training).lines(place, StandardCharsets.UTF_8)) {
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

  private static final String[] TWO = {"2018-01-02,1.5,20.0", "2018-01-03,1.25,21.0"};

  @Test
  void severalSeriesStandInColumns() throws IOException {
    assertThat(lines("note,b,Date,A\nx,21,2018-01-03,1.25\nx,20,2018-01-02,1.5\n", "A", "B"))
        .containsExactly(TWO);
    assertThat(lines("2018-01-02;1,5;20\n2018-01-03;1,25;21\n", "A", "B")).containsExactly(TWO);
    assertThat(lines(",x,y\n2018-01-02,1.5,20\n2018-01-03,1.25,21\n", "A", "B"))
        .containsExactly(TWO);
    assertThat(
            lines(
                "Price,Close,Close\nTicker,B,A\nDate,,\n2018-01-02,20,1.5\n2018-01-03,21,1.25\n",
                "A",
                "B"))
        .containsExactly(TWO);
  }

  @Test
  void columnsAreThoseOfTheTrainingUnlessTheHeaderNamesTheSeries() throws IOException {
    Path file = folder.resolve("x.csv");
    Files.writeString(file, "Date,Close,Adj Close\n2018-01-02,1,2\n2018-01-03,1,3\n");
    assertThat(lines(file, List.of("S"), "date", "adj close"))
        .containsExactly("2018-01-02,2.0", "2018-01-03,3.0");
    Files.writeString(file, "Date,S\n2018-01-02,2\n");
    assertThat(lines(file, List.of("S"), "date", "adj close")).containsExactly("2018-01-02,2.0");
  }

  @Test
  void folderHasAFileForEachSeriesAndTheDaysOfAll() throws IOException {
    Files.writeString(
        folder.resolve("B.csv"), "Date,Close\n2018-01-01,9\n2018-01-02,20\n2018-01-03,21\n");
    Files.writeString(folder.resolve("A.csv"), "Date,Close\n2018-01-02,1.5\n2018-01-03,1.25\n");
    assertThat(lines(folder, List.of("A", "B"))).containsExactly(TWO);
  }

  @Test
  void otherNumberOfSeriesIsRefused() {
    assertThatThrownBy(
            () ->
                lines(
                    "Price,Close,Close\nTicker,AAA,BBB\nDate,,\n2018-01-02,1.5,2\n2018-01-03,1.5,2\n"))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith("x.csv: series AAA, BBB, expected S as the model has");
  }
}

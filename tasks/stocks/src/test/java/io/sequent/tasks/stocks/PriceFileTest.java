package io.sequent.tasks.stocks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceFileTest {
  @TempDir private Path folder;

  private PriceFile.Content read(List<String> columns, String... lines) throws IOException {
    return PriceFile.read(Files.write(folder.resolve("X.csv"), List.of(lines)), columns, UTF_8);
  }

  private PriceFile.Content read(String... lines) throws IOException {
    return read(List.of(), lines);
  }

  private static PriceSeries only(PriceFile.Content content) {
    assertThat(content.series()).hasSize(1);
    return content.series().get(0);
  }

  @Test
  void yahooIsReadWithoutAWord() throws IOException {
    PriceFile.Content content =
        read(
            "Date,Open,High,Low,Close,Adj Close,Volume",
            "2018-01-02,1,1,1,99.093761,98,1000",
            "2018-01-03,1,1,1,100.332457,98,1000");
    assertThat(only(content).name()).isEqualTo("X");
    assertThat(only(content).closes()).containsExactly(99.093761, 100.332457);
    assertThat(only(content).days()).hasToString("[2018-01-02, 2018-01-03]");
    assertThat(content.form()).isEmpty();
    assertThat(content.notes()).isEmpty();
  }

  @Test
  void daysWithTimeAndZoneAreThoseOfTheExchange() throws IOException {
    PriceFile.Content content =
        read(
            "Date,Open,Close,Dividends",
            "2018-03-09 00:00:00-05:00,1,10.5,0.0",
            "2018-03-12 00:00:00-04:00,1,11.5,0.0");
    assertThat(only(content).days()).hasToString("[2018-03-09, 2018-03-12]");
  }

  @Test
  void rowsWithoutACloseAreLeftOutAndCounted() throws IOException {
    PriceFile.Content content =
        read(
            "Date,Open,Close",
            "2018-01-02,1,10.5",
            "2018-01-03,null,null",
            "2018-01-04,1,11.5",
            "2018-01-05,,",
            ",,");
    assertThat(only(content).closes()).containsExactly(10.5, 11.5);
    assertThat(content.notes())
        .containsExactly(
            folder.resolve("X.csv") + ": left out: 3 rows without a close, the first on line 3");
  }

  @Test
  void nasdaqHasDollarsAndTheNewestFirst() throws IOException {
    PriceFile.Content content =
        read(
            "Date,Close/Last,Volume,Open",
            "01/31/2018,$84.17,1000,$83.33",
            "01/03/2018,$1084.92,1000,$84.07");
    assertThat(only(content).days()).hasToString("[2018-01-03, 2018-01-31]");
    assertThat(only(content).closes()).containsExactly(1084.92, 84.17);
    assertThat(content.form())
        .isEqualTo("closes in 'Close/Last', days in 'Date', month before day, newest first");
  }

  @Test
  void investingHasThousandsAndMonthsByName() throws IOException {
    PriceFile.Content content =
        read(
            "\"Date\",\"Price\",\"Open\",\"Vol.\",\"Change %\"",
            "\"Apr 23, 2018\",\"7,278.20\",\"7,006.63\",\"12.3K\",\"0.5%\"",
            "\"Apr 20, 2018\",\"998.10\",\"7,006.63\",\"12.3K\",\"0.5%\"");
    assertThat(only(content).closes()).containsExactly(998.10, 7278.20);
    assertThat(content.form()).contains("thousands separated by commas", "newest first");
  }

  @Test
  void otherColumnsShowWhatTheCommaOfWholeClosesIs() throws IOException {
    String[] thousands = {
      "Date,Open,Close", "2018-01-02,\"7,006.5\",\"7,278\"", "2018-01-03,\"7,006.5\",\"7,279\""
    };
    assertThat(only(read(thousands)).closes()).containsExactly(7278, 7279);
    String[] decimals = {
      "Date,Open,Close", "2018-01-02,\"7,0\",\"7,278\"", "2018-01-03,\"7,1\",\"7,279\""
    };
    assertThat(only(read(decimals)).closes()).containsExactly(7.278, 7.279);
  }

  @Test
  void threeDecimalsArePointsWhereNoNumberSpeaksForThousands() throws IOException {
    assertThat(only(read("Date,Close", "2018-01-02,110.123", "2018-01-03,110.456")).closes())
        .containsExactly(110.123, 110.456);
  }

  @Test
  void spreadsheetOfTheContinentHasSemicolonsAndDecimalCommas() throws IOException {
    PriceFile.Content content =
        read("Date;Close", "30.01.2018;7.278,20", "31.01.2018;998,1", "01.02.2018;7.279");
    assertThat(only(content).closes()).containsExactly(7278.20, 998.1, 7279);
    assertThat(only(content).days()).hasToString("[2018-01-30, 2018-01-31, 2018-02-01]");
    assertThat(content.form()).isEqualTo("form semicolon, day before month, decimal commas");
  }

  @Test
  void orderOfDayAndMonthIsFoundByTheOrderOfTheRows() throws IOException {
    PriceFile.Content content = read("Date,Close", "02/01/2018,1", "03/01/2018,2", "01/02/2018,3");
    assertThat(only(content).days()).hasToString("[2018-01-02, 2018-01-03, 2018-02-01]");
    assertThatThrownBy(() -> read("Date,Close", "01/12/2018,1", "02/12/2018,2"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(":2: date '01/12/2018' may be 2018-01-12 or 2018-12-01");
  }

  @Test
  void alphaVantageHasSmallLettersAndTheNewestFirst() throws IOException {
    PriceFile.Content content =
        read("timestamp,open,close,volume", "2018-04-23,1,84.1724,5", "2018-04-20,1,84.9189,5");
    assertThat(only(content).closes()).containsExactly(84.9189, 84.1724);
  }

  @Test
  void stooqHasNamesInBracketsAndDaysWithoutHyphens() throws IOException {
    PriceFile.Content content =
        read(
            "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<CLOSE>,<VOL>",
            "AAA.US,D,20180102,000000,99.09,100.09,1000",
            "AAA.US,D,20180103,000000,100.33,101.35,1000");
    assertThat(only(content).closes()).containsExactly(100.09, 101.35);
    assertThat(content.form()).isEqualTo("closes in '<CLOSE>', days in '<DATE>'");
  }

  @Test
  void wallStreetJournalHasBlanksInItsHeaderAndShortYears() throws IOException {
    PriceFile.Content content =
        read("Date, Open, High, Low, Close", "04/23/18, 1, 1, 1, 84.17", "04/20/18, 1, 1, 1, 85");
    assertThat(only(content).days()).hasToString("[2018-04-20, 2018-04-23]");
    assertThat(only(content).closes()).containsExactly(85, 84.17);
  }

  @Test
  void headerOfThreeRowsIsThatOfYfinance() throws IOException {
    String[] one = {
      "Price,Close,High,Volume",
      "Ticker,AAPL,AAPL,AAPL",
      "Date,,,",
      "2018-01-02,40.42,41,5",
      "2018-01-03,40.43,41,5"
    };
    assertThat(only(read(one)).closes()).containsExactly(40.42, 40.43);
    assertThat(only(read(one)).name()).isEqualTo("X");
    String[] two = {
      ",Adj Close,Adj Close,Close,Close",
      ",AAPL,MSFT,AAPL,MSFT",
      "Date,,,,",
      "2018-01-02,1,2,40.42,80.1",
      "2018-01-03,1,2,,80.2"
    };
    List<PriceSeries> series = read(two).series();
    assertThat(series).extracting(PriceSeries::name).containsExactly("AAPL", "MSFT");
    assertThat(series.get(0).closes()).containsExactly(40.42);
    assertThat(series.get(1).closes()).containsExactly(80.1, 80.2);
    assertThat(read(List.of("date", "adj close"), two).series().get(1).closes())
        .containsExactly(2, 2);
  }

  @Test
  void columnsAreAskedForByNameOrNumber() throws IOException {
    String[] lines = {"Date,Close,Adj Close", "2018-01-02,2,1", "2018-01-03,4,3"};
    assertThat(only(read(List.of("Date", "Adj Close"), lines)).closes()).containsExactly(1, 3);
    assertThat(only(read(List.of("date", "adj_close"), lines)).closes()).containsExactly(1, 3);
    assertThat(only(read(List.of("1", "3"), lines)).closes()).containsExactly(1, 3);
    assertThat(read(List.of("date", "close", "adj close"), lines).series())
        .extracting(PriceSeries::name)
        .containsExactly("Close", "Adj Close");
    assertThat(only(read(List.of("1", "2"), "2018-01-02;7,2", "2018-01-03;7,3")).closes())
        .as("without a header, and with decimal commas")
        .containsExactly(7.2, 7.3);
  }

  @Test
  void closeIsPreferredToOthersThatAreNumbered() throws IOException {
    assertThat(only(read("Date,Close2,Close", "2018-01-02,2,1")).closes()).containsExactly(1);
  }

  @Test
  void indexWithoutANameMayBeTheDay() throws IOException {
    assertThat(only(read(",Close", "2018-01-02,2", "2018-01-03,4")).days()).hasSize(2);
  }

  @Test
  void encodingIsTheUsersOrTheMarks() throws IOException {
    Path file = folder.resolve("Y.csv");
    Charset cyrillic = Charset.forName("windows-1251");
    Files.writeString(file, "Дата,Ціна\n2018-01-02,2\n", cyrillic);
    assertThat(PriceFile.read(file, List.of("Дата", "Ціна"), cyrillic).series()).hasSize(1);
    Files.write(file, "\uFEFFDate\tClose\n2018-01-02\t2.5\n".getBytes(Charset.forName("UTF-16LE")));
    assertThat(only(PriceFile.read(file, List.of(), UTF_8)).closes()).containsExactly(2.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Date,Open~2020-01-02,1                        | :1: columns [Date, Open]",
        "Date,Close2,Close3~2020-01-02,1,1             | :1: columns [Date, Close2, Close3]",
        "2020-01-02,1~2020-01-03,1                     | :1: columns [2020-01-02, 1]",
        "Date,Close,CLOSE~2020-01-02,1,1               | :1: columns [Date, Close, CLOSE]",
        "Date,Close~2020-01-02                         | :2: 1 columns, expected 2",
        "Date,Close~2020-01-02,1~2020-01-03,ten        | :3: close 'ten'",
        "Date,Close~2020-01-02,0                       | :2: close '0'",
        "Date,Close~2020-01-02,-3                      | :2: close '-3'",
        "Date,Close~2020-01-02,NaN                     | :2: close 'NaN'",
        "Date,Close~2020-01-02,0x1p7                   | :2: close '0x1p7'",
        "Date,Close~2020-01-02,12.5d                   | :2: close '12.5d'",
        "Date,Close~2020-01-02,1e999                   | :2: close '1e999'",
        "Date,Close~02.01.2020,1                       | :2: date '02.01.2020' may be 2020-02-01",
        "Date,Close~13/01/2020,1~01/14/2020,2          | :3: date '01/14/2020', but line 2 has",
        "Date,Close~soon,1                             | :2: date 'soon'",
        "Date,Close~2020-01-03,1~2020-01-02,1~2020-01-04,1 | :3: date 2020-01-02 after 2020-01-03",
        "Date,Close~2020-01-03,1~2020-01-03,1          | :3: date 2020-01-03 after 2020-01-03",
        "Date,Close,Name~2020-01-02,1,A~2020-01-02,1,B | :3: another series than 'A'",
        "Date,Close~2020-01-02,998~2020-01-03,1.005    | :3: close '1.005' may be 1.005 or 1005",
        "Date;Close~2020-01-02;1.005~2020-01-03;1.006  | :2: close '1.005' may be",
        "Date,Close~2020-01-02,\"7,278\"               | :2: close '7,278' may be 7278.0 or 7.278",
        "Date,Close~2020-01-02,1.5~2020-01-03,\"1,5\"  | :3: close '1,5', but line 2 has '1.5'",
        "Date,Close                                    | no prices",
        "Date,Close~2020-01-02,null                    | no prices",
        "``                                            | :1: columns []",
      })
  void mistakesNameFileLineAndWhatWasExpected(String content, String message) {
    String[] lines = content.strip().split("~", -1);
    assertThatThrownBy(() -> read(lines))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("X.csv")
        .hasMessageContaining(message.strip())
        .hasMessageContaining("expected");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "date                | 'columns'",
        "date,settle         | 'settle', as columns= says",
        "date,9              | '9', as columns= says",
      })
  void columnsThatAreNotThereAreRefused(String columns, String message) {
    assertThatThrownBy(() -> read(List.of(columns.split(",", -1)), "Date,Close", "2018-01-03,5"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(message);
  }

  @Test
  void firstRowOfPricesWithoutADayIsNoHeader() {
    assertThatThrownBy(() -> read(List.of("1", "2"), "2018-01-O2,5", "2018-01-03,5"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(":1: columns [2018-01-O2, 5], expected a header, or a day and its");
  }

  @Test
  void missingFileIsAMistakeOfTheUser() {
    assertThatThrownBy(() -> PriceFile.read(folder.resolve("none.csv"), List.of(), UTF_8))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("none.csv: no such file");
  }

  /** The rest of the file would be one cell, and its closes lost. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 | Date,\"Close | 2018-01-02,10 | 2018-01-03,11",
        "1 | \"Date,Close | 2018-01-02,10 | 2018-01-03,11",
        "2 | Date,Close | 2018-01-02,\"10 | 2018-01-03,11",
        "2 | Date,Close,Note | 2018-01-02,10,\"x | 2018-01-03,11,y",
        "3 | Date,Note,Close | 2018-01-02,x,10 | 2018-01-03,\"x,11"
      })
  void quoteThatNeverClosesIsNamedByItsLine(int line, String header, String first, String second) {
    assertThatThrownBy(() -> read(header, first, second, "2018-01-04,z,12"))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith(
            "X.csv:%d: broken quotes, expected a closing quote at the end of a cell", line);
  }
}

package io.sequent.tasks.stocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceSeriesTest {
  @TempDir private Path folder;

  private PriceSeries read(String name, String content) throws IOException {
    return PriceSeries.read(Files.writeString(folder.resolve(name), content));
  }

  @Test
  void dateAndCloseAreFoundByTheHeader() throws IOException {
    PriceSeries series =
        read("X.csv", "Close,Volume,Date\n10.5,100,2020-01-02\n11,200,2020-01-03\n");
    assertThat(series.name()).isEqualTo("X");
    assertThat(series.closes()).containsExactly(10.5, 11);
    assertThat(series.days()).hasToString("[2020-01-02, 2020-01-03]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Date,Open~2020-01-02,1                        | :1: columns [Date, Open]",
        "Date,Close~2020-01-02                         | :2: 1 columns, expected 2",
        "Date,Close~2020-01-02,1~2020-01-03,ten        | :3: close 'ten'",
        "Date,Close~2020-01-02,0                       | :2: close '0'",
        "Date,Close~2020-01-02,-3                      | :2: close '-3'",
        "Date,Close~2020-01-02,NaN                     | :2: close 'NaN'",
        "Date,Close~02.01.2020,1                       | :2: date '02.01.2020'",
        "Date,Close~2020-01-03,1~2020-01-02,1          | :3: date 2020-01-02 after 2020-01-03",
        "Date,Close~2020-01-03,1~2020-01-03,1          | :3: date 2020-01-03 after 2020-01-03",
        "Date,Close                                    | no prices",
        "''                                            | :1: columns []",
      })
  void mistakesNameFileLineAndWhatWasExpected(String content, String message) {
    assertThatThrownBy(() -> read("X.csv", content.strip().replace("~", "\n") + "\n"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("X.csv")
        .hasMessageContaining(message.strip())
        .hasMessageContaining("expected");
  }

  @Test
  void missingFileIsAMistakeOfTheUser() {
    assertThatThrownBy(() -> PriceSeries.read(folder.resolve("none.csv")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("none.csv: no such file");
  }

  @Test
  void seriesOfDifferentDaysAreNotPutSideBySide() throws IOException {
    PriceSeries a = read("A.csv", "Date,Close\n2020-01-02,1\n2020-01-03,1\n");
    PriceSeries b = read("B.csv", "Date,Close\n2020-01-02,1\n2020-01-06,1\n");
    assertThatThrownBy(() -> PriceHistory.of(List.of(a, b)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("B.csv:3: date 2020-01-06")
        .hasMessageContaining("2020-01-03");
    PriceSeries shorter = read("C.csv", "Date,Close\n2020-01-02,1\n");
    assertThatThrownBy(() -> PriceHistory.of(List.of(a, shorter)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("C.csv: 1 trading days");
  }

  @Test
  void inputOfAPredictionIsAnsweredFromTheFirstWholeWindowOn() {
    RecentCloses recent = new RecentCloses(List.of("A", "B"), 2);
    assertThat(recent.read(List.of("Date,A,B"))).isEmpty();
    assertThat(recent.read(List.of("2020-01-02,10,20"))).isEmpty();
    assertThatThrownBy(recent::end)
        .isInstanceOf(UserError.class)
        .hasMessage("input: 1 more trading days are needed for a first forecast");
    assertThat(recent.read(List.of(""))).isEmpty();
    List<DatedWindow> inputs = recent.read(List.of("2020-01-03,11,21", "12,22"));
    assertThat(inputs).extracting(DatedWindow::day).containsExactly(2, 3);
    assertThat(inputs.get(0).date()).contains(LocalDate.of(2020, 1, 3));
    assertThat(inputs.get(1).date()).isEmpty();
    PriceWindow window = inputs.get(0).window();
    assertThat(window.close(0, 1)).isEqualTo(20);
    assertThat(window.last(0)).isEqualTo(11);
    assertThat(inputs.get(1).window().close(0, 0)).isEqualTo(11);
    recent.end();
    assertThatThrownBy(() -> recent.read(List.of("12")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("input line 6: '12', expected the closes of A and B");
    assertThatThrownBy(() -> recent.read(List.of("12,-1"))).isInstanceOf(UserError.class);
  }
}

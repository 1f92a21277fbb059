package io.sequent.tasks.stocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecentClosesTest {
  private static RecentCloses of(String... series) {
    return new RecentCloses(List.of(series), List.of(), 2);
  }

  private static List<DatedWindow> read(RecentCloses recent, String... lines) {
    return recent.read(List.of(lines));
  }

  @Test
  void linesAreAnsweredFromTheFirstWholeWindowOn() {
    RecentCloses recent = of("A", "B");
    assertThat(read(recent, "Date,A,B", "2020-01-02,10,20")).isEmpty();
    assertThatThrownBy(recent::end)
        .isInstanceOf(UserError.class)
        .hasMessage("input: 1 more trading days are needed for a first forecast");
    assertThat(read(recent, "")).isEmpty();
    recent = of("A", "B");
    read(recent, "2020-01-02,10,20");
    List<DatedWindow> inputs = read(recent, "2020-01-03,11,21", "12,22");
    assertThat(inputs).extracting(DatedWindow::day).containsExactly(2, 3);
    assertThat(inputs.get(0).date()).contains(LocalDate.of(2020, 1, 3));
    assertThat(inputs.get(1).date()).isEmpty();
    PriceWindow window = inputs.get(0).window();
    assertThat(window.close(0, 1)).isEqualTo(20);
    assertThat(window.last(0)).isEqualTo(11);
    assertThat(inputs.get(1).window().close(0, 0)).isEqualTo(11);
    recent.end();
  }

  @Test
  void headerSaysWhereTheSeriesAre() {
    RecentCloses recent = of("A", "B");
    DatedWindow input =
        read(recent, "b\tnote\tdate\ta", "20\tx\t2020-01-02\t10", "21\ty\t2020-01-03\t11").get(0);
    assertThat(input.window().last(0)).isEqualTo(11);
    assertThat(input.window().last(1)).isEqualTo(21);
    assertThat(input.date()).contains(LocalDate.of(2020, 1, 3));
  }

  @Test
  void rowsOfAPriceFileAreReadAsInTraining() {
    String[] lines = {
      "\"Date\",\"Price\",\"Adj Close\"",
      "\"Jan 02, 2018\",\"7,278.20\",\"1.5\"",
      "\"Jan 03, 2018\",\"998.10\",\"2.5\""
    };
    assertThat(read(of("A"), lines).get(0).window().last(0)).isEqualTo(998.1);
    assertThat(read(of("A"), lines).get(0).window().close(0, 0)).isEqualTo(7278.2);
    RecentCloses adjusted = new RecentCloses(List.of("A"), List.of("date", "adj close"), 2);
    assertThat(read(adjusted, lines).get(0).window().last(0)).isEqualTo(2.5);
  }

  @Test
  void semicolonsAllowDecimalCommas() {
    DatedWindow input = read(of("A"), "30.01.2018;7278,5", "31.01.2018;7.279,5").get(0);
    assertThat(input.window().close(0, 0)).isEqualTo(7278.5);
    assertThat(input.window().last(0)).isEqualTo(7279.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "12                    | 12",
        "12,-1                 | 12,-1",
        "1O,20                 | 1O,20",
        "ten,twenty            | ten,twenty",
        "2020-01-02,1,0x1p7    | 2020-01-02,1,0x1p7",
        "2020-01-02,1,null     | 2020-01-02,1,null",
        "soon,1,2              | soon,1,2",
        "2020-01-02;1,005;2    | prices that cannot be read in two ways",
        "01/02/2018,1,2        | a day that cannot be read in two ways",
      })
  void firstLineOfPricesThatAreNoneIsAnError(String line, String message) {
    assertThatThrownBy(() -> read(of("A", "B"), line))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("input line 1: '" + line.strip() + "', expected")
        .hasMessageContaining(message);
  }

  @Test
  void thousandsOfOneSeriesAreNoDayAndAClose() {
    assertThatThrownBy(() -> read(of("A"), "7,278.20"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "input line 1: '7,278.20', expected the closes of A, separated by a comma, each above"
                + " 0");
  }

  @Test
  void newestFirstIsRefused() {
    assertThatThrownBy(() -> read(of("A"), "2020-01-03,1", "2020-01-02,1"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("input line 2: ")
        .hasMessageContaining("expected a day after 2020-01-03: the oldest comes first");
  }

  @Test
  void longLineOfNumbersIsRefusedInAShortOne() {
    assertThatThrownBy(() -> read(of("A"), "12.5,".repeat(200_000)))
        .isInstanceOf(UserError.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }
}

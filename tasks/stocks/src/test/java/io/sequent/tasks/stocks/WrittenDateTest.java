package io.sequent.tasks.stocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenDateTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2018-01-02                       | 2018-01-02 | 2018-01-02",
        "2018-01-02 00:00:00-05:00        | 2018-01-02 | 2018-01-02",
        "2018-01-02T23:59:59.123+01:00    | 2018-01-02 | 2018-01-02",
        "2018-01-02T00:00:00[Europe/Kyiv] | 2018-01-02 | 2018-01-02",
        "20180102                         | 2018-01-02 | 2018-01-02",
        "2018/1/2                         | 2018-01-02 | 2018-01-02",
        "2018.01.02                       | 2018-01-02 | 2018-01-02",
        "01/02/2018                       | 2018-01-02 | 2018-02-01",
        "04/23/2018                       | 2018-04-23 |",
        "23/04/2018                       |            | 2018-04-23",
        "31.12.18                         |            | 2018-12-31",
        "04/23/98                         | 1998-04-23 |",
        "02/02/2018                       | 2018-02-02 | 2018-02-02",
        "1/2/2018 12:00:00 AM             | 2018-01-02 | 2018-02-01",
        "'Jan 02, 2018'                   | 2018-01-02 | 2018-01-02",
        "'Tue, January 2, 2018'           | 2018-01-02 | 2018-01-02",
        "02 Jan 2018                      | 2018-01-02 | 2018-01-02",
        "2-Sept-18                        | 2018-09-02 | 2018-09-02",
        "02JAN2018                        | 2018-01-02 | 2018-01-02",
      })
  void dayIsReadByEitherOrder(
      String cell, @Nullable LocalDate monthFirst, @Nullable LocalDate dayFirst) {
    Readings<LocalDate> readings = WrittenDate.read(cell);
    assertThat(readings.first().orElse(null)).isEqualTo(monthFirst);
    assertThat(readings.second().orElse(null)).isEqualTo(dayFirst);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "2018",
        "2018-02-30",
        "2018-13-01",
        "13/13/2018",
        "Jan 2018",
        "Ja 02, 2018",
        "Janu4ry 2, 2018",
        "20181301",
        "201801023",
        "2018--01-02",
        "-2018-01-02",
        "2018-01-02-",
        "12:30",
        "1514851200",
        "12018-01-02",
        "7,278.20",
        "02/02/018",
        "1234567890123456789/1/1"
      })
  void whatIsNoDayIsNotRead(String cell) {
    assertThat(WrittenDate.read(cell).isWrong()).isTrue();
  }
}

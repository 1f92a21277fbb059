package io.sequent.tasks.stocks;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenNumberTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "100.094708   | 100.094708   |",
        "7278         | 7278         | 7278",
        "7,278.20     | 7278.2       |",
        "7.278,20     |              | 7278.2",
        "7 278,20     |              | 7278.2",
        "7'278.20     | 7278.2       |",
        "1.005        | 1.005        | 1005",
        "7,278        | 7278         | 7.278",
        "0.005        | 0.005        |",
        "1005.125     | 1005.125     |",
        "1,234,567    | 1234567      |",
        "12,34,567.80 | 1234567.8    |",
        "$12.50       | 12.5         |",
        "12,50 €      |              | 12.5",
        "1.2M         | 1200000      |",
        "3K           | 3000         | 3000",
        "1.2e-05      | 0.000012     |",
        "1.005E2      | 100.5        |",
        "1e5          | 100000       | 100000",
        ".5           | 0.5          |",
        "5.           | 5            |",
      })
  void priceIsReadByEitherDecimalMark(String cell, @Nullable Double point, @Nullable Double comma) {
    Readings<Double> readings = WrittenNumber.read(cell);
    assertThat(readings.first().orElse(null)).isEqualTo(point);
    assertThat(readings.second().orElse(null)).isEqualTo(comma);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x1p7",
        "12.5d",
        "12.5f",
        "NaN",
        "Infinity",
        "1e999",
        "1e-999",
        "0",
        "-3",
        "0.0",
        "1e16",
        "1,23",
        "ten",
        "12 .5",
        "1..2",
        "1,2,3",
        "1,2345,678",
        "12,3456.7",
        "0,123.5",
        "1.2.3,4,5",
        "1e",
        "e5",
        "K",
        "$",
        "1.2KM",
        "1.2.3e5",
        "١٢",
        "12%",
        "",
        " ",
        "1'234,567.8"
      })
  void whatIsNoPriceIsNotRead(String cell) {
    // Of 1,23 a decimal comma makes a price; a decimal point does not.
    assertThat(WrittenNumber.read(cell).first()).isEmpty();
    assertThat(WrittenNumber.read(cell).isWrong()).isEqualTo(!cell.equals("1,23"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "N/A", "na", "-", "--", "None", ".", "\u00A0"})
  void missingNumberIsKnown(String cell) {
    assertThat(WrittenNumber.isMissing(cell)).isTrue();
    assertThat(WrittenNumber.read(cell).isWrong()).isTrue();
  }

  @Test
  void longCellsTakeNoLongerThanTheirLength() {
    assertThat(WrittenNumber.read("1,234".repeat(200_000)).isWrong()).isTrue();
    assertThat(WrittenNumber.read("1" + ",234".repeat(200_000)).isWrong()).isTrue();
    assertThat(WrittenNumber.read("0." + "1".repeat(1_000_000)).first()).isPresent();
  }
}

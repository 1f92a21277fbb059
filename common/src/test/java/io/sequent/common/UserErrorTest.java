package io.sequent.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserErrorTest {
  @Test
  void messageIsOneLineWhateverItQuotes() {
    UserError error = new UserError("label 'a\nb\u001B[31m\u2028\u202Ec', expected a number");
    assertThat(error).hasMessage("label 'a\\nb\\u001B[31m\\u2028\\u202Ec', expected a number");
  }

  @Test
  void endsOfLongMessageAreKept() {
    UserError error = new UserError("in file t.csv: '" + "x".repeat(100_000) + "', expected y");
    assertThat(error.getMessage())
        .startsWith("in file t.csv: 'xx")
        .endsWith("xx', expected y")
        .contains("x ... x")
        .hasSizeLessThan(600);
  }
}

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
  void longQuotationIsCut() {
    UserError error = new UserError("label '" + "x".repeat(300) + "' in 'd', expected y");
    assertThat(error)
        .hasMessage("label '" + "x".repeat(60) + " ... " + "x".repeat(30) + "' in 'd', expected y");
  }

  @Test
  void longWordIsCutButNoPath() {
    String path = "/some/folder".repeat(15) + "/t.csv";
    assertThat(new UserError(path + ": column a" + "\"".repeat(500) + "b, expected c"))
        .hasMessage(
            path + ": column a" + "\"".repeat(59) + " ... " + "\"".repeat(28) + "b, expected c");
  }

  @Test
  void manyBlanksAreLeftOut() {
    String blanks = " ".repeat(200);
    assertThat(new UserError("entity {a" + blanks + "b" + blanks + "c" + blanks + "d}, expected e"))
        .hasMessage("entity {a ... b ... c ... d}, expected e");
  }

  @Test
  void endsOfLongMessageAreKept() {
    UserError error = new UserError("in file t.csv: " + "x".repeat(100_000) + ", expected y");
    assertThat(error.getMessage())
        .startsWith("in file t.csv: xx")
        .endsWith("xx, expected y")
        .contains("x ... x")
        .hasSizeLessThan(600);
  }
}

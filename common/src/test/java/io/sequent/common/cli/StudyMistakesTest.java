package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.ledger.LedgerEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in studies and in what is named on the command line. */
class StudyMistakesTest extends StudyCalls {
  private static final String HIDEN = "unknown setting 'hiden', did you mean 'hidden'?";

  @Test
  void folderOfStudiesRunsAllOfThemIfAllAreRight() throws IOException {
    study("a", REFUSED);
    study("b", REFUSED.replace("5000", "6000"));
    Path wrong = study("c", "task: stocks\naxes: {hiden: [1]}\n");
    Call refused = run(folder);
    assertThat(refused.errors()).containsExactly("error: " + wrong + ":2: " + HIDEN);
    assertThat(ledger(folder)).doesNotExist();

    Files.delete(wrong);
    Call call = run(folder);
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(entries(folder))
        .extracting(LedgerEntry::study)
        .containsExactly("a", "a", "a", "b", "b", "b");
    assertThat(folder.resolve("runs/studies/a/report.html")).isNotEmptyFile();
    assertThat(folder.resolve("runs/studies/b/report.html")).isNotEmptyFile();
  }

  @Test
  void dataOfAStudyThatAreNowhereAreToldBeforeAnythingIsTrained() throws IOException {
    Path study =
        study(
            "nowhere",
            """
            parts:
              - {task: ner, data: sample, rows: [{name: names}]}
              - {task: stocks, data: no/such, rows: [{name: prices}]}
            """);
    assertThat(runOnItsData(study).err().lines())
        .singleElement()
        .asString()
        .startsWith("error: data 'no/such': neither below ");
    assertThat(ledger(folder)).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base: {hiden: 8}                 | 2: " + HIDEN,
        "base: {hidden: many}             | 2: setting 'hidden': 'many' is not allowed",
        "axes: {cell: []}                 | 2: setting 'cell': no values",
        "rows:; - name: a; - name: a      | 4: a second row is named 'a'",
        "metric: test.mse;axes: {cell: [rnn]} | 2: metric 'test.mse': selection is on validation",
        "axes: {cell: [rnn]};references:; source: s; rows:;  gru: {mape: 1} | 6: unknown row 'gru'",
      })
  void mistakeInAStudyIsOneLineWithItsPlaceAndNothingIsRecorded(String yaml, String message)
      throws IOException {
    Path study = study("s", "task: stocks\n" + yaml.replace(';', '\n'));
    Call call = run(study);
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err().lines())
        .singleElement()
        .asString()
        .startsWith("error: " + study + ":" + message);
    assertThat(ledger(folder)).doesNotExist();
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void studyThatIsNotNamedOrNotThereIsTold() {
    Call none = Call.of(List.of("--ledger=" + ledger(folder)), "study");
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.errors()).containsExactly("error: no study given, expected study= a YAML file");
    Call missing = run(folder.resolve("none.yaml"));
    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.errors()).singleElement().asString().contains("none.yaml: no such file");
    Call empty = run(folder);
    assertThat(empty.status()).isEqualTo(2);
    assertThat(empty.errors()).singleElement().asString().contains(folder + ": no study in it");
    assertThat(ledger(folder)).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void ledgerOfANewerToolkitIsRefusedAndStaysAsItIs(int parallel) throws IOException {
    String line = "{\"schemaVersion\":2,\"study\":\"s\"}\n";
    Files.writeString(ledger(folder), line);
    String newer = ledger(folder) + ":1: schema version 2 of a newer toolkit, expected at most 1";
    Call study = run(study("s", REFUSED), "--parallel=" + parallel);
    Call compare =
        Call.of(
            List.of("--ledger=" + ledger(folder), "--runs=" + folder.resolve("runs")),
            "compare",
            "stocks",
            "--data=sample",
            "--compare=cell",
            "--parallel=" + parallel);
    Call results =
        Call.of(
            List.of("--ledger=" + ledger(folder), "--results=" + folder.resolve("results")),
            "results",
            "--readme=" + folder.resolve("README.md"));
    for (Call call : List.of(study, compare, results)) {
      assertThat(call.status()).isEqualTo(2);
      assertThat(call.errors()).containsExactly("error: " + newer);
    }
    assertThat(ledger(folder)).hasContent(line);
    assertThat(folder.resolve("runs")).doesNotExist();
    assertThat(folder.resolve("results")).doesNotExist();
  }
}

package io.sequent.common.study.results;

import static io.sequent.common.study.results.Tables.cell;
import static io.sequent.common.study.results.Tables.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.report.Table;
import io.sequent.common.study.Study;
import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which runs a page shows where data, parts or searches differ. */
class PagesOfDataTest extends PagesFixture {
  /** Two texts with the very same settings, and another task. */
  private static final String PARTS =
      """
      title: All
      parts:
        - {name: plays, task: textgen, data: text/plays.txt, rows: [{name: plays}]}
        - {name: poems, task: textgen, data: text/poems.txt, rows: [{name: poems}]}
        - {task: stocks, axes: {hidden: [4, 8]}}
      """;

  private static final String POEMS = "b".repeat(64);

  @Test
  void partsHavePagesOfTheirOwn() throws IOException {
    studies.addAll(parts("all", PARTS));
    Study prices = studies.get(studies.size() - 1);
    record(prices, "hidden=8", 5);
    record(study("all", "task: stocks\naxes: {hidden: [16]}\n"), "hidden=16", 1);
    String page = page("all-stocks");
    assertThat(page).startsWith("# All: stocks\n");
    assertThat(column(Tables.read(page), "row")).containsExactly("hidden=4", "hidden=8");
    assertThat(results.resolve("all.md")).as("of a row that is in no part").doesNotExist();
    assertThat(results.resolve("plots/all-stocks-rows.svg")).exists();
    assertThat(results.resolve("README.md"))
        .content()
        .contains("[All: plays](all-plays.md)", "[All: stocks](all-stocks.md)");
  }

  @Test
  void partsOfTheSameSettingsShowTheRunsOnTheirOwnData() throws IOException {
    List<Study> parts = parts("all", PARTS);
    studies.addAll(parts);
    row(parts.get(1), "poems", 2)
        .forEach(run -> entries.add(run.onFile("poems.txt", POEMS).entry()));
    assertThat(page("all-plays")).contains("0 of 1 runs recorded.");

    Study other = study("other", "task: textgen\nrows: [{name: by itself}]\n");
    row(other, "by itself", 3)
        .forEach(run -> entries.add(run.onFile("plays.txt", RecordedRun.DATA).entry()));
    Table plays = Tables.read(page("all-plays"));
    assertThat(cell(plays, "plays", "test nats")).as("of another study").isEqualTo("3.0000");
    String poems = page("all-poems");
    assertThat(poems).contains("SHA-256 bbbbbbbbbbbb.");
    assertThat(cell(Tables.read(poems), "poems", "test nats")).isEqualTo("2.0000");
  }

  @Test
  void dataInAFolderAreThoseOfTheRunsThatTheStudyRecorded() throws IOException {
    Study mine = study("mine", SIZES + "data: my-prices\n");
    studies.add(mine);
    record(studies.get(1), "hidden=4", 1);
    record(studies.get(1), "hidden=8", 1);
    row(mine, "hidden=8", 2).forEach(run -> entries.add(run.onData(POEMS).entry()));
    Table table = Tables.read(page("mine"));
    assertThat(cell(table, "hidden=4", "test mape")).isEqualTo("missing");
    assertThat(cell(table, "hidden=8", "test mape")).isEqualTo("2.0000");
  }

  @Test
  void searchesHaveNoPagesAndTheirTrialsAreNoRowsOfStudies() throws IOException {
    Study search = study("tune-sizes-grid", SIZES);
    for (PlannedRun trial : search.runs(Tasks.named("stocks"))) {
      entries.add(new RecordedRun(search, trial).with("validation", "mape", 1).entry());
    }
    entries.add(
        new RecordedRun(search, search.runs(Tasks.named("stocks")).get(0))
            .failed("diverged")
            .entry());
    record(studies.get(1), "hidden=4", 2);
    Table table = Tables.read(page("sizes"));
    assertThat(cell(table, "hidden=4", "test mape")).isEqualTo("2.0000");
    assertThat(cell(table, "hidden=8", "test mape")).isEqualTo("missing");
    assertThat(results.resolve("tune-sizes-grid.md")).doesNotExist();
  }

  @Test
  void twoStudiesOfOnePageAreRefused() throws IOException {
    studies.addAll(parts("all", PARTS));
    studies.add(study("all-plays", SIZES));
    assertThatThrownBy(this::made)
        .isInstanceOf(UserError.class)
        .hasMessage("studies: two are named 'all-plays', expected different names of file or part");
  }
}

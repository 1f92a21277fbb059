package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.ledger.Ledger;
import io.sequent.common.study.Study;
import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.study.StudyFile;
import io.sequent.common.study.results.RecordedRun;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables and plots made and checked by the command line. */
class ResultsCommandTest {
  private static final String MARKS =
      "<!-- results: made by -Daction=results, edits are lost -->\n<!-- end of results -->\n";

  @TempDir private Path folder;
  private Path ledger;
  private Path page;

  @BeforeEach
  void recordAStudy() throws IOException {
    ledger = folder.resolve("ledger.jsonl");
    page = folder.resolve("results").resolve("cells.md");
    Files.writeString(folder.resolve("README.md"), MARKS);
    Path file = Files.createDirectory(folder.resolve("studies")).resolve("cells.yaml");
    Files.writeString(file, "task: stocks\naxes: {cell: [rnn, gru]}\n");
    Study study = StudyFile.read(file, Tasks::named).get(0);
    Ledger entries = Ledger.at(ledger, note -> {});
    for (PlannedRun run : study.runs(Tasks.named("stocks"))) {
      entries.append(
          new RecordedRun(study, run)
              .with("validation", "mape", 1.5)
              .with("test", "mape", 2.5)
              .entry());
    }
  }

  private Call results(String... more) {
    return Call.of(
        List.of(more),
        "results",
        "--ledger=" + ledger,
        "--studies=" + folder.resolve("studies"),
        "--results=" + folder.resolve("results"),
        "--readme=" + folder.resolve("README.md"));
  }

  @Test
  void whatWasMadePassesTheCheckUntilSomethingIsAltered() throws IOException {
    byte[] recorded = Files.readAllBytes(ledger);
    Call before = results("--check");
    assertThat(before.status()).isEqualTo(2);
    assertThat(page).as("a check writes nothing").doesNotExist();

    Call made = results();
    assertThat(made.status()).as(made.err()).isZero();
    assertThat(made.out()).containsPattern("^[1-9]\\d* files changed");
    assertThat(page).content().contains("2.5000");
    assertThat(results().out()).startsWith("0 files changed");
    assertThat(results("--check").status()).isZero();

    Files.writeString(page, Files.readString(page).replace("2.5000", "1.0000"));
    Call altered = results("--check");
    assertThat(altered.status()).isEqualTo(2);
    assertThat(altered.err().lines()).singleElement().asString().contains(page.toString());
    assertThat(page).content().contains("1.0000");
    assertThat(Files.readAllBytes(ledger)).isEqualTo(recorded);
  }

  @Test
  void readmeWithoutTheMarksIsAMistake() throws IOException {
    Files.writeString(folder.resolve("README.md"), "# Mine\n");
    Call call = results();
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err().lines())
        .singleElement()
        .asString()
        .startsWith("error: " + folder.resolve("README.md") + ": expected one section between");
    assertThat(page).doesNotExist();
  }

  @Test
  void ledgerThatIsNotThereIsToldAndNoTableEmptied() throws IOException {
    results();
    Files.delete(ledger);
    Call call = results();
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.errors()).singleElement().asString().contains(ledger + ": no such file");
    assertThat(page).content().contains("2.5000");
  }
}

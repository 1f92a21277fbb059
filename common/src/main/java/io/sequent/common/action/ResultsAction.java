package io.sequent.common.action;

import io.sequent.common.UserError;
import io.sequent.common.data.DataSource;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.study.Study;
import io.sequent.common.study.file.StudyFile;
import io.sequent.common.study.results.Results;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes every table and plot from the ledger, or checks that they match it. */
final class ResultsAction {
  static final Action ACTION =
      new GeneralAction(
          "results",
          "make the tables and plots of all studies from the ledger",
          List.of(
              StudyOptions.LEDGER,
              StudyOptions.STUDIES,
              StudyOptions.RESULTS,
              StudyOptions.README,
              StudyOptions.CHECK),
          (request, console) -> new ResultsAction(request, console).perform());

  private final Request request;
  private final Console console;

  ResultsAction(Request request, Console console) {
    this.request = request;
    this.console = console;
  }

  void perform() throws IOException {
    Path descriptions = Path.of(request.option(StudyOptions.STUDIES));
    if (!Files.isDirectory(descriptions)) {
      throw new UserError("studies: " + descriptions + ": no such folder");
    }
    List<Study> studies =
        DataSource.matching(descriptions, "*.yaml").stream()
            .flatMap(file -> StudyFile.read(file, Tasks::named).stream())
            .toList();
    Path ledger = Path.of(request.option(StudyOptions.LEDGER));
    if (!Files.exists(ledger)) {
      throw new UserError("ledger: " + ledger + ": no such file, expected a ledger");
    }
    Results results =
        Results.of(studies, Ledger.read(ledger, note -> console.err().println("ledger: " + note)));
    Path folder = Path.of(request.option(StudyOptions.RESULTS));
    Path readme = Path.of(request.option(StudyOptions.README));
    if (request.value(StudyOptions.CHECK)) {
      results.check(folder, readme);
      console.out().println("the results match " + ledger);
    } else {
      console.out().println(results.write(folder, readme) + " files changed");
    }
  }
}

package io.sequent.common.cli;

import io.sequent.common.study.results.ResultPages;
import java.io.IOException;
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
    Path ledger = Path.of(request.option(StudyOptions.LEDGER));
    ResultPages pages =
        ResultPages.read(
            Path.of(request.option(StudyOptions.STUDIES)),
            ledger,
            note -> console.err().println("ledger: " + note));
    Path folder = Path.of(request.option(StudyOptions.RESULTS));
    Path readme = Path.of(request.option(StudyOptions.README));
    if (request.value(StudyOptions.CHECK)) {
      pages.check(folder, readme);
      console.out().println("the results match " + ledger);
    } else {
      console.out().println(pages.write(folder, readme) + " files changed");
    }
  }
}

package io.sequent.common.cli;

import io.sequent.common.data.DataLocation;
import io.sequent.common.data.DataRoots;
import io.sequent.common.data.Downloads;
import io.sequent.common.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Downloads a task's data from its publishers into the cache, where later calls find it. */
final class DownloadAction {
  static final Action ACTION =
      new TaskAction(
          "download",
          "download the real data from its publishers",
          List.of(),
          (task, request, console) -> new DownloadAction(task, console).perform());

  private final Task<?, ?> task;
  private final Console console;

  DownloadAction(Task<?, ?> task, Console console) {
    this.task = task;
    this.console = console;
  }

  void perform() throws IOException {
    Path folder = DataLocation.downloadFolder(task.data().source(), DataRoots.ofSystem());
    Files.createDirectories(folder);
    task.data().source().fetcher().fetch(Downloads.overHttp(console.err()), folder);
    List<String> missing = task.data().source().missingIn(folder);
    if (!missing.isEmpty()) {
      throw new IllegalStateException("after the download, " + folder + " lacks " + missing);
    }
    console.out().println("the data of task '" + task.name() + "' is in " + folder);
  }
}

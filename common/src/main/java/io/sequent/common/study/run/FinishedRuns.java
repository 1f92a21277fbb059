package io.sequent.common.study.run;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.run.RunFolder;
import io.sequent.common.run.RunRecord;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finished runs of a task below a folder, which may not be in the ledger: trained one by one, or by
 * a study that was killed between the end of a run and its line. None of them is trained again.
 */
final class FinishedRuns {
  private static final Logger log = LoggerFactory.getLogger(FinishedRuns.class);

  private final Map<String, RunFolder> folders = new HashMap<>();

  /**
   * Looks through a folder, which need not exist.
   *
   * @param scope runs that were not evaluated on all of it are skipped
   */
  FinishedRuns(Path runs, Task<?, ?> task, RunRecord.Scope scope) throws IOException {
    for (RunFolder folder : RunFolder.below(runs)) {
      add(folder, task, scope);
    }
  }

  private void add(RunFolder folder, Task<?, ?> task, RunRecord.Scope scope) {
    if (!Files.exists(folder.result())) {
      return;
    }
    try {
      RunRecord run = RunRecord.read(folder.result());
      if (run.task().equals(task.name()) && scope.isMetBy(run)) {
        Config config = TaskSettings.defaults(task).with(run.config(), "");
        folders.put(key(config.hash(task.name()), run.provenance().dataHash()), folder);
      }
    } catch (UserError e) {
      log.info("{} is skipped", folder.path(), e); // Of another version; no harm is done.
    }
  }

  /** The folder of a run. */
  Optional<RunFolder> find(String configHash, String dataHash) {
    return Optional.ofNullable(folders.get(key(configHash, dataHash)));
  }

  private static String key(String configHash, String dataHash) {
    return configHash + ' ' + dataHash;
  }
}

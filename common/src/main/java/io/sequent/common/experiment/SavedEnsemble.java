package io.sequent.common.experiment;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.run.RunFolder;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finished runs of one task that are used together.
 *
 * @param runs one or more
 */
public record SavedEnsemble(List<SavedRun> runs) {
  public SavedEnsemble {
    runs = List.copyOf(runs);
  }

  /**
   * Reads the settings of runs.
   *
   * @param folders one or more
   * @throws UserError if a folder is given twice, belongs to another task or has settings that do
   *     not fit
   */
  public static SavedEnsemble read(List<RunFolder> folders, Task<?, ?> task) {
    List<SavedRun> runs = new ArrayList<>();
    for (RunFolder folder : folders) {
      if (folders.indexOf(folder) < runs.size()) {
        throw new UserError("run: " + folder.path() + " is given twice");
      }
      runs.add(SavedRun.read(folder, task));
    }
    return new SavedEnsemble(runs);
  }

  /** The settings by which test examples are read: those of the first run. */
  public Config config() {
    return runs.get(0).config();
  }

  /**
   * The data that the runs were trained on.
   *
   * @throws UserError if they differ: the test set of one could be what another was trained on
   */
  public String data() {
    SavedRun first = runs.get(0);
    for (SavedRun run : runs) {
      if (!run.data().equals(first.data())) {
        throw new UserError(
            "run: %s was trained on %s, but %s on %s; name the data to evaluate on by data="
                .formatted(run.folder().path(), run.data(), first.folder().path(), first.data()));
      }
    }
    return first.data();
  }

  /**
   * Loads the trained networks.
   *
   * @throws UserError if one does not fit its settings or cannot predict together with the first
   */
  public <P extends Preparation> Ensemble<P> load(Task<?, P> task) throws IOException {
    List<Model<P>> models = new ArrayList<>();
    for (SavedRun run : runs) {
      models.add(run.load(task));
    }
    Map<String, String> expected = task.ensembles().compatibility(models.get(0));
    for (int i = 1; i < models.size(); i++) {
      Map<String, String> actual = task.ensembles().compatibility(models.get(i));
      for (Map.Entry<String, String> term : expected.entrySet()) {
        String other = actual.getOrDefault(term.getKey(), "none");
        if (!other.equals(term.getValue())) {
          throw new UserError(
              "run: %s has %s '%s', but %s has '%s'; runs that predict together must agree in it"
                  .formatted(
                      runs.get(i).folder().path(),
                      term.getKey(),
                      other,
                      runs.get(0).folder().path(),
                      term.getValue()));
        }
      }
    }
    return new Ensemble<>(models);
  }
}

package io.sequent.common.experiment;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.config.ConfigFile;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.network.file.ModelFile;
import io.sequent.common.run.RunFolder;
import io.sequent.common.task.Model;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * What a run folder says of a training.
 *
 * @param folder the run folder
 * @param data the data path that was used, or {@code sample}
 * @param config the settings
 */
public record SavedRun(RunFolder folder, String data, Config config) {
  private static final String TASK = "task";
  private static final String DATA = "data";

  /**
   * Reads the settings of a run.
   *
   * @throws UserError if the folder belongs to another task or its settings do not fit
   */
  public static SavedRun read(RunFolder folder, Task<?, ?> task) {
    String savedTask = folder.task();
    if (!savedTask.equals(task.name())) {
      throw new UserError(
          folder.path() + " is a run of task '" + savedTask + "', expected '" + task.name() + "'");
    }
    Map<String, String> saved = new LinkedHashMap<>(ConfigFile.read(folder.config()));
    saved.remove(TASK);
    String data = saved.remove(DATA);
    Config config = TaskSettings.defaults(task).with(saved, String.valueOf(folder.config()));
    return new SavedRun(folder, data == null ? "" : data, config);
  }

  /** Writes the settings of a run into its folder. */
  public static void write(RunFolder folder, Task<?, ?> task, String data, Config config)
      throws IOException {
    Map<String, String> saved = new LinkedHashMap<>();
    saved.put(TASK, task.name());
    saved.put(DATA, data);
    saved.putAll(config.asText());
    AtomicFile.write(folder.config(), ConfigFile.format(saved));
  }

  /**
   * Loads the trained network with its vocabularies and scalers.
   *
   * @throws UserError if the network is not the one that settings and vocabulary ask for
   */
  public <P extends Preparation> Model<P> load(Task<?, P> task) throws IOException {
    P preparation = task.restore(folder.path(), config);
    MultiLayerNetwork network = ModelFile.load(folder.model(), task.network(preparation, config));
    return new Model<>(network, preparation, config);
  }
}

package io.sequent.common.cli;

import io.sequent.common.config.Config;
import io.sequent.common.data.DataLocation;
import io.sequent.common.experiment.DataChoice;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Presets.Preset;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;

/** The data and the settings of a call that builds a network. */
record Setup(DataLocation data, Config config) {
  /**
   * Finds both and prints which they are. A task's recipe is made for its real data: with the few
   * examples of the sample, no preset is used unless one is given. Nor is one with a configuration
   * file, which is complete in itself.
   */
  static Setup of(Task<?, ?> task, Request request, Console console) throws IOException {
    DataLocation data = DataChoice.of(task, request.option(RunOptions.DATA));
    boolean plain =
        data.kind() == DataLocation.Kind.SAMPLE || request.path(RunOptions.CONFIG).isPresent();
    Preset preset =
        request.preset(
            task,
            plain ? Presets.NONE : Presets.usual(task, request.settings(TaskSettings.of(task))));
    Config config = request.config(task, preset);
    console.err().println(data.describe());
    if (!preset.name().equals(Presets.NONE)) {
      console.err().println(preset.describe(TaskSettings.defaults(task), config));
    }
    return new Setup(data, config);
  }
}

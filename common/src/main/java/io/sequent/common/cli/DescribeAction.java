package io.sequent.common.cli;

import io.sequent.common.config.Config;
import io.sequent.common.data.Splits;
import io.sequent.common.experiment.TrainingStart;
import io.sequent.common.report.Table;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Presets.Preset;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Shows the network layer by layer, with the shapes of a real batch in it, the settings and the
 * task's presets.
 */
final class DescribeAction<E, P extends Preparation> {
  static final Action ACTION =
      new TaskAction(
          "describe",
          "show the network layer by layer and the resolved settings",
          List.of(RunOptions.DATA, RunOptions.PRESET, RunOptions.CONFIG),
          TaskSettings::of,
          (task, request, console) -> new DescribeAction<>(task, request, console).perform());

  private final Task<E, P> task;
  private final Request request;
  private final Console console;

  DescribeAction(Task<E, P> task, Request request, Console console) {
    this.task = task;
    this.request = request;
    this.console = console;
  }

  void perform() throws IOException {
    Setup setup = Setup.of(task, request, console);
    Config config = setup.config();
    TrainingStart<E, P> start = TrainingStart.of(task, config, setup.data());
    Splits<E> splits = start.splits();
    console.out().println(start.layers().render());
    console
        .out()
        .printf(
            Locale.ROOT,
            "%n%,d parameters; examples: %,d train, %,d validation, %,d test%n",
            start.model().network().numParams(),
            splits.train().size(),
            splits.validation().size(),
            splits.test().size());
    console.out().println(start.memory().describe());
    splits.notes().forEach(console.out()::println);
    start.model().preparation().notes().forEach(console.out()::println);
    task.data().view().notes(splits).forEach(console.out()::println);
    console.out().println();
    task.data()
        .view()
        .steps(splits.train().get(0), config)
        .ifPresent(table -> console.out().println(table.render() + "\n"));
    List<List<String>> rows = new ArrayList<>();
    config.asText().forEach((name, value) -> rows.add(List.of(name, value)));
    console.out().println(new Table("Settings", List.of("name", "value"), rows).render());
    console.out().println();
    Presets.of(task).stream().map(Preset::describe).forEach(console.out()::println);
  }
}

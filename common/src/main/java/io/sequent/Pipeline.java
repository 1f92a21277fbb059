package io.sequent;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataLocation;
import io.sequent.common.data.Splits;
import io.sequent.common.experiment.DataChoice;
import io.sequent.common.experiment.Experiment;
import io.sequent.common.experiment.Outcome;
import io.sequent.common.experiment.TrainingStart;
import io.sequent.common.report.Table;
import io.sequent.common.run.RunFolder;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Task;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.TrainingListeners;
import io.sequent.common.train.display.ProgressDisplay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A task with its settings and data, ready to be trained: data, preparation, network, training.
 * Immutable; {@code with} gives another one.
 */
public final class Pipeline {
  private static final int EXAMPLES = 5;

  private final Task<?, ?> task;
  private final Config config;
  private final String data;

  Pipeline(Task<?, ?> task) {
    this(task, Config.defaults(task.settings()), "");
  }

  private Pipeline(Task<?, ?> task, Config config, String data) {
    this.task = task;
    this.config = config;
    this.data = data;
  }

  /**
   * The same with one setting changed; {@link #settings} names them all.
   *
   * @param setting a name as on the command line, such as {@code learning-rate}
   * @param value the value, or its text as on the command line, such as {@code "mean,max"}
   * @throws UserError for an unknown name, with the nearest known one, or a value out of range
   */
  public Pipeline with(String setting, Object value) {
    return Call.of(
        () -> new Pipeline(task, config.with(Map.of(setting, String.valueOf(value)), ""), data));
  }

  /**
   * The same with the values of a preset; what is set later wins.
   *
   * @param name such as {@code recipe}, the task's best model, or {@code fast}
   * @throws UserError for a name that the task does not have
   */
  public Pipeline withPreset(String name) {
    return Call.of(
        () ->
            new Pipeline(
                task,
                config.with(Presets.named(task, name).values(), "preset '" + name + "'"),
                data));
  }

  /**
   * The same on other data.
   *
   * @param location a file or folder in the task's format, or {@code sample} for the bundled one;
   *     empty to look for them as the command line does
   */
  public Pipeline withData(String location) {
    return new Pipeline(task, config, location);
  }

  /** Every setting with its value and what it means. */
  public Table settings() {
    Map<String, String> values = config.asText();
    return new Table(
        "Settings of " + task.name(),
        List.of("setting", "value", "meaning"),
        config.settings().stream()
            .map(s -> List.of(s.name(), values.getOrDefault(s.name(), ""), s.help()))
            .toList());
  }

  /**
   * Reads the data to look at them.
   *
   * @throws UserError if they are not there or not in the task's format
   */
  public DataOverview data() {
    return Call.of(() -> overview(task, config, location()));
  }

  /**
   * The network layer by layer: type, shape of the output for a few training examples ({@code
   * [batch×channels×time]}, or {@code [batch×channels]} without time), number and shapes of the
   * weights. The vocabulary decides about sizes, so the data are read.
   *
   * @throws UserError for bad data or settings that do not fit together
   */
  public Table describe() {
    return Call.computing(() -> TrainingStart.of(task, config, location()).layers());
  }

  /**
   * Trains, evaluates on the test set and saves the run in {@code runs/<task>-<time>} below the
   * working folder. Progress goes to standard output, a line an epoch.
   *
   * @param watching told of each update and epoch too
   * @throws UserError for bad data or settings, or a training that diverges
   */
  public Run train(TrainingListener... watching) {
    return Call.computing(
        () -> train(task, RunFolder.fresh(task.name(), LocalDateTime.now()), watching));
  }

  /**
   * The same, saved elsewhere.
   *
   * @param folder new or empty
   * @throws UserError for bad data or settings, a training that diverges, or a folder with content
   */
  public Run train(Path folder, TrainingListener... watching) {
    return Call.computing(() -> train(task, new RunFolder(folder), watching));
  }

  private <E, P extends Preparation> Run train(
      Task<E, P> typed, RunFolder folder, TrainingListener... watching) throws IOException {
    DataLocation location = location();
    System.out.println(location.describe());
    TrainingListener all =
        new TrainingListeners(
            Stream.concat(Stream.of(new ProgressDisplay(System.out)), Stream.of(watching))
                .toList());
    Outcome outcome = new Experiment<>(typed, config, location, all, System.out).start(folder);
    return Run.trained(typed, folder, outcome);
  }

  private DataLocation location() throws IOException {
    return DataChoice.of(task, data);
  }

  private static <E> DataOverview overview(Task<E, ?> task, Config config, DataLocation location)
      throws IOException {
    Splits<E> splits = TrainingStart.read(task, config, location);
    List<E> train = splits.train();
    return new DataOverview(
        location.describe(),
        new Table(
            "Examples by split",
            List.of("split", "examples"),
            List.of(
                size("train", train),
                size("validation", splits.validation()),
                size("test", splits.test()))),
        task.examples(train.subList(0, Math.min(EXAMPLES, train.size()))),
        task.pictures(splits, config));
  }

  private static List<String> size(String split, List<?> examples) {
    return List.of(split, String.format(Locale.ROOT, "%,d", examples.size()));
  }
}

package io.sequent;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataLocation;
import io.sequent.common.data.Splits;
import io.sequent.common.experiment.DataChoice;
import io.sequent.common.experiment.Experiment;
import io.sequent.common.experiment.Experiment.Outcome;
import io.sequent.common.experiment.SavedRun;
import io.sequent.common.experiment.TrainingStart;
import io.sequent.common.report.Table;
import io.sequent.common.run.RunFolder;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.track.Tracker;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.display.ProgressDisplay;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A task with its settings and data, ready to be trained. It prints nothing unless {@link
 * #withProgress} names a stream. Immutable; each {@code with} gives another one.
 */
public final class Pipeline {
  private static final int EXAMPLES = 5;

  private final Task<?, ?> task;
  private final Optional<String> preset;
  private final Map<String, String> given;
  private final String data;
  private final Optional<PrintStream> progress;
  private final List<Tracker> trackers;

  Pipeline(Task<?, ?> task) {
    this(task, Optional.empty(), Map.of(), "", Optional.empty(), List.of());
  }

  private Pipeline(
      Task<?, ?> task,
      Optional<String> preset,
      Map<String, String> given,
      String data,
      Optional<PrintStream> progress,
      List<Tracker> trackers) {
    this.task = task;
    this.preset = preset;
    this.given = given;
    this.data = data;
    this.progress = progress;
    this.trackers = trackers;
  }

  /**
   * The same with one setting changed; {@link #settings} lists them all.
   *
   * @param setting a name as on the command line, such as {@code learning-rate}
   * @param value the value, or its text as on the command line, such as {@code "mean,max"}
   * @throws UserError for an unknown name, with the nearest known one, or a value out of range
   */
  public Pipeline with(String setting, Object value) {
    return Call.of(
        () -> {
          Map<String, String> changed = new LinkedHashMap<>(given);
          changed.put(setting, String.valueOf(value));
          TaskSettings.defaults(task).with(changed, ""); // Checks names and values.
          return new Pipeline(task, preset, changed, data, progress, trackers);
        });
  }

  /**
   * The same with the values of a preset; settings that are changed by {@link #with} win. By
   * default it is the one that the command line takes: the task's recipe on real data, none on the
   * bundled sample.
   *
   * @param name such as {@code recipe}, the task's best model, {@code fast}, or {@code none}
   * @throws UserError for a name that the task does not have
   */
  public Pipeline withPreset(String name) {
    return Call.of(
        () -> {
          Presets.named(task, name);
          return new Pipeline(task, Optional.of(name), given, data, progress, trackers);
        });
  }

  /**
   * The same on other data.
   *
   * @param location a file or folder in the task's format, or {@code sample} for the bundled one;
   *     empty to look for them as the command line does
   */
  public Pipeline withData(String location) {
    return new Pipeline(task, preset, given, location, progress, trackers);
  }

  /**
   * The same with progress shown: the data, the network, a line for each epoch.
   *
   * @param stream such as {@code System.out}
   */
  public Pipeline withProgress(PrintStream stream) {
    return new Pipeline(task, preset, given, data, Optional.of(stream), trackers);
  }

  /**
   * The same with trackers told of the training, which may be others than those on the class path.
   *
   * @param told such as {@code Tracker.named(List.of("tensorboard"))}; instead of earlier ones
   */
  public Pipeline withTrackers(List<Tracker> told) {
    return new Pipeline(task, preset, given, data, progress, List.copyOf(told));
  }

  /**
   * Every setting with its value and what it means.
   *
   * @throws UserError if the data, which decide about the preset, are not there
   */
  public Table settings() {
    return Call.of(
        () -> {
          Config config = config(location());
          Map<String, String> values = config.asText();
          return new Table(
              "Settings of " + task.name(),
              List.of("setting", "value", "meaning"),
              config.settings().stream()
                  .map(s -> List.of(s.name(), values.getOrDefault(s.name(), ""), s.help()))
                  .toList());
        });
  }

  /**
   * Reads the data to look at them.
   *
   * @throws UserError if they are not there or not in the task's format
   */
  public DataOverview data() {
    return Call.of(
        () -> {
          DataLocation location = location();
          return overview(task, config(location), location);
        });
  }

  /**
   * The network layer by layer: type, shape of the output for a few training examples ({@code
   * [batch×channels×time]}, or {@code [batch×channels]} without time), number and shapes of the
   * weights. Sizes depend on the vocabulary, so the data are read.
   *
   * @throws UserError for bad data or settings that do not fit together
   */
  public Table describe() {
    return Call.computing(
        () -> {
          DataLocation location = location();
          return TrainingStart.of(task, config(location), location).layers();
        });
  }

  /**
   * Trains, evaluates on the test set and saves the run in {@code runs/<task>-<time>} below the
   * working folder.
   *
   * @param listeners called at each update and epoch
   * @throws UserError for bad data or settings, or a training that diverges
   */
  public Run train(TrainingListener... listeners) {
    return Call.computing(
        () ->
            train(
                task,
                RunFolder.fresh(task.name(), LocalDateTime.now(ZoneId.systemDefault())),
                listeners));
  }

  /**
   * The same, saved elsewhere.
   *
   * @param folder new or empty
   * @throws UserError for bad data or settings, a training that diverges, or a folder with content
   */
  public Run train(Path folder, TrainingListener... listeners) {
    return Call.computing(() -> train(task, new RunFolder(folder), listeners));
  }

  private <E, P extends Preparation> Run train(
      Task<E, P> typed, RunFolder folder, TrainingListener... listeners) throws IOException {
    PrintStream notes =
        progress.orElseGet(
            () -> new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    DataLocation location = location();
    notes.println(location.describe());
    TrainingListener all =
        new TrainingListeners(
            Stream.concat(Stream.of(new ProgressDisplay(notes)), Stream.of(listeners)).toList());
    Outcome outcome =
        new Experiment<>(typed, config(location), location, all, notes)
            .trackedBy(trackers)
            .start(folder);
    return Run.trained(typed, folder, outcome);
  }

  static <E, P extends Preparation> Run resume(Task<E, P> task, RunFolder folder)
      throws IOException {
    SavedRun saved = SavedRun.read(folder, task);
    DataLocation location = DataChoice.of(task, saved.data());
    TrainingListener none = new TrainingListener() {};
    Outcome outcome =
        new Experiment<>(task, saved.config(), location, none, silent()).resume(folder);
    return Run.trained(task, folder, outcome);
  }

  private static PrintStream silent() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  private DataLocation location() throws IOException {
    return DataChoice.of(task, data);
  }

  private Config config(DataLocation location) {
    String name =
        preset.orElseGet(
            () ->
                location.kind() == DataLocation.Kind.SAMPLE
                    ? Presets.NONE
                    : Presets.usual(task, given));
    return TaskSettings.defaults(task)
        .with(Presets.named(task, name).values(), "preset '" + name + "'")
        .with(given, "");
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
        task.data().view().examples(train.subList(0, Math.min(EXAMPLES, train.size()))),
        task.data().view().pictures(splits, config));
  }

  private static List<String> size(String split, List<?> examples) {
    return List.of(split, String.format(Locale.ROOT, "%,d", examples.size()));
  }
}

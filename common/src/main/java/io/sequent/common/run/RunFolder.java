package io.sequent.common.run;

import io.sequent.common.UserError;
import io.sequent.common.config.ConfigFile;
import io.sequent.common.evaluation.ExampleScores;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.io.Claim;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder of one run. It holds all that {@code evaluate} and {@code predict} need, and is found
 * by its path alone.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
  private static final Path ALL = Path.of("runs");
  private static final int DEPTH = 3;
  private static final String MODEL = "model.zip";
  private static final String TASK = "task";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  /** The resolved settings with the task and its data. */
  public Path config() {
    return path.resolve("config.yaml");
  }

  /**
   * The name of the task that made it.
   *
   * @throws UserError if the settings are missing or damaged, or name none
   */
  public String task() {
    String task = ConfigFile.read(config()).get(TASK);
    if (task == null) {
      throw new UserError(config() + ": names no task, expected 'task: ...'");
    }
    return task;
  }

  /** Metrics and provenance; there once the run is finished. */
  public Path result() {
    return path.resolve("result.json");
  }

  /** One row an epoch. */
  public Path history() {
    return path.resolve("history.csv");
  }

  /** What each test example contributed to a metric, for comparisons with other runs. */
  public Path testScores() {
    return path.resolve("test-scores.json");
  }

  /**
   * Writes what each test example contributed to a metric.
   *
   * @param scores by the name of their metric
   */
  public void writeTestScores(Map<String, ExampleScores> scores) throws IOException {
    TestScores.write(testScores(), scores);
  }

  /**
   * What each test example contributed to a metric, by the name of the metric, each encoded as
   * {@link ExampleScores#encode} says; empty where a run of an older version wrote none.
   *
   * @throws UserError if the file is something else
   */
  public Map<String, String> readTestScores() throws IOException {
    return TestScores.read(testScores());
  }

  /** Of the data that the training began with, see {@link Provenance#dataHash()}. */
  private Path dataHash() {
    return path.resolve("data.sha256");
  }

  /** Remembers the data that a training begins with. */
  public void writeDataHash(String hash) throws IOException {
    AtomicFile.write(dataHash(), hash + "\n");
  }

  /**
   * The data that the training began with; empty for a run of an older version.
   *
   * @throws UserError if the file is something else
   */
  public String readDataHash() throws IOException {
    if (!Files.exists(dataHash())) {
      return "";
    }
    String hash = TextFile.read(dataHash()).strip();
    if (!hash.matches("[0-9a-f]{64}")) {
      throw UserError.at(dataHash(), 1, "'" + hash + "', expected a SHA-256 in hexadecimal");
    }
    return hash;
  }

  /** How large the gradients were. */
  public Path gradients() {
    return path.resolve("gradients.csv");
  }

  /** Everything on one page. */
  public Path report() {
    return path.resolve("report.html");
  }

  /** The network in Deeplearning4j's format. */
  public Path model() {
    return path.resolve(MODEL);
  }

  /** The full log. */
  public Path log() {
    return path.resolve("run.log");
  }

  /**
   * The state after the last whole epoch; there until the run is finished, or longer if asked for.
   */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /**
   * Where a run goes when the user names no folder: {@code runs/<task>-<time>}, with a number
   * behind it for the next runs of the same second.
   */
  public static RunFolder fresh(String task, LocalDateTime now) {
    Path first = ALL.resolve(task + "-" + STAMP.format(now));
    Path free = first;
    for (int number = 2; Files.exists(free); number++) {
      free = Path.of(first + "-" + number);
    }
    return new RunFolder(free);
  }

  /**
   * Makes the folder and takes it for a training.
   *
   * @return closed when the training has ended; other trainings are refused until then
   * @throws UserError if it cannot be written, another training has it, or it holds something
   *     already, other than what a training has left that was killed before it could be resumed
   */
  public Claim create() {
    try {
      if (Files.exists(path) && !Files.isDirectory(path)) {
        throw new UserError("out: " + path + " is a file, expected a folder");
      }
      Files.createDirectories(path);
      boolean isWorthNothing = Files.exists(lock()) && !Files.exists(config());
      if (!isWorthNothing && !content().isEmpty()) {
        throw new UserError("out: " + path + " is not empty, expected a new or empty folder");
      }
      if (!Files.isWritable(path)) {
        throw new UserError("out: " + path + " is not writable");
      }
      Claim claim = claim();
      for (Path left : content()) {
        if (!left.equals(lock())) {
          delete(left);
        }
      }
      return claim;
    } catch (FileSystemException e) {
      throw new UserError("out: " + UserError.of(e).getMessage(), e);
    } catch (IOException e) {
      throw new UserError("out: " + path + " cannot be created", e);
    }
  }

  private List<Path> content() throws IOException {
    try (Stream<Path> content = Files.list(path)) {
      return content.toList();
    }
  }

  /**
   * Takes the folder for a training, until the claim is closed or the process ends.
   *
   * @throws UserError if another training has it
   */
  public Claim claim() throws IOException {
    return Claim.on(lock())
        .orElseThrow(
            () ->
                new UserError(
                    path + ": another process is training there, expected a folder of its own"));
  }

  /**
   * Waits until no process trains there any more: one that was given up for lost may still do so.
   */
  public void awaitUnclaimed() throws IOException {
    if (Files.exists(lock()) && Files.exists(config())) {
      Claim.await(lock()).close();
    }
  }

  /** There until the run is finished. A folder that has it but no settings is worth nothing. */
  private Path lock() {
    return path.resolve(".sequent.lock");
  }

  /** Copies what a training needs to resume from where another one ended. */
  public void copyState(RunFolder other) throws IOException {
    try (Stream<Path> tree = Files.walk(other.checkpoints())) {
      for (Path file : tree.toList()) {
        Files.copy(file, checkpoints().resolve(other.checkpoints().relativize(file).toString()));
      }
    }
    Files.copy(other.gradients(), gradients());
  }

  /** Removes the checkpoints, which a finished run does not need. */
  public void deleteCheckpoints() throws IOException {
    delete(checkpoints());
  }

  /**
   * Removes the lock of a finished run. Whoever takes it afterwards finds the result, and so does
   * whoever waits on the removed one.
   */
  public void deleteLock() throws IOException {
    Files.deleteIfExists(lock());
  }

  /** Removes what is left of the training where it was killed after its result. */
  public void deleteState() throws IOException {
    deleteCheckpoints();
    deleteLock();
  }

  /** Removes the network; the figures and settings stay. */
  public void deleteModel() throws IOException {
    Files.deleteIfExists(model());
  }

  /** Removes the folder with all that is in it. */
  public void delete() throws IOException {
    delete(path);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> tree = Files.walk(folder)) {
        for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /**
   * The folders below one, which need not exist, that may be runs: {@code runs/<run>}, {@code
   * runs/studies/<study>/<run>} and {@code runs/tune/<search>/<run>}.
   *
   * @return by their paths
   */
  public static List<RunFolder> below(Path runs) throws IOException {
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(runs, DEPTH)) {
      return files.filter(Files::isDirectory).sorted().map(RunFolder::new).toList();
    }
  }

  /**
   * Where a run is.
   *
   * @param named its folder, the {@code model.zip} in it, or its name below {@code runs/}
   * @return the folder; {@code named} itself where there is none
   */
  public static Path locate(Path named) {
    if (Files.isDirectory(named)) {
      return named;
    }
    Path below = ALL.resolve(named);
    if (Files.isDirectory(below)) {
      return below;
    }
    boolean isModel = named.endsWith(MODEL) && Files.isRegularFile(named);
    return isModel ? named.resolveSibling("") : named;
  }

  /**
   * A finished run.
   *
   * @param named as {@link #locate} takes it
   * @throws UserError if the folder does not hold one
   */
  public static RunFolder finished(Path named) {
    Path path = locate(named);
    RunFolder run = new RunFolder(path);
    if (!Files.isDirectory(path)) {
      throw new UserError(
          "run: " + path + ": no such folder, model.zip, or name of a folder in " + ALL + "/");
    }
    for (Path file : new Path[] {run.config(), run.model()}) {
      if (!Files.isRegularFile(file)) {
        throw new UserError(
            "run: " + path + " holds no finished run: " + file.getFileName() + " is missing");
      }
    }
    return run;
  }

  /**
   * The latest finished run of a task below {@code runs/}.
   *
   * @throws UserError if there is none
   */
  public static RunFolder latest(String task) {
    UserError none =
        new UserError(
            "no finished run of task '" + task + "' under " + ALL + "/; name one by run=");
    if (!Files.isDirectory(ALL)) {
      throw none;
    }
    try (Stream<Path> runs = Files.list(ALL)) {
      return runs.filter(p -> p.getFileName().toString().startsWith(task + "-"))
          .map(RunFolder::new)
          .filter(run -> Files.isRegularFile(run.result()))
          .max(Comparator.comparing(run -> run.path().getFileName().toString()))
          .orElseThrow(() -> none);
    } catch (IOException e) {
      throw new UserError(ALL + " cannot be read", e);
    }
  }
}

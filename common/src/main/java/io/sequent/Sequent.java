package io.sequent;

import io.sequent.common.UserError;
import io.sequent.common.report.Table;
import io.sequent.common.run.RunFolder;
import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The toolkit from Java. It prints nothing unless asked to.
 *
 * <pre>{@code
 * Pipeline pipeline = Sequent.task("ner").with("hidden", 32).withData("sample");
 * System.out.println(pipeline.describe().render());
 * Run run = pipeline.train();
 * System.out.println(run.evaluate().table("Test").render());
 * run.predict("Олена Коваль живе у Львові.").forEach(p -> System.out.println(p.json()));
 * }</pre>
 *
 * <p>A mistake of the user (an unknown setting, bad data, a file that cannot be read) is a {@link
 * UserError} whose message is one line: what is wrong, where, and what was expected. Its stack
 * trace begins where the user's code called.
 */
public final class Sequent {
  private Sequent() {}

  /** The names of the tasks on the class path. */
  public static List<String> tasks() {
    return Tasks.all().stream().map(Task::name).toList();
  }

  /**
   * A task with its default settings, on the data that the command line would take: those below
   * {@code SEQUENT_DATA}, else what {@code download} fetched, else the bundled sample.
   *
   * @param name such as {@code ner}
   * @throws UserError if there is no task of that name
   */
  public static Pipeline task(String name) {
    return Call.of(() -> new Pipeline(Tasks.named(name)));
  }

  /**
   * A task of your own, which need not be registered, with its default settings.
   *
   * @param task your implementation
   */
  public static Pipeline task(Task<?, ?> task) {
    return Call.of(() -> new Pipeline(task));
  }

  /**
   * A finished run of a task of your own.
   *
   * @param folder the run folder
   * @param task your implementation
   * @throws UserError if the folder holds no finished run of the task
   */
  public static Run run(Path folder, Task<?, ?> task) {
    return Call.of(() -> Run.saved(RunFolder.finished(folder), task));
  }

  /**
   * A finished run of any registered task, to evaluate it and to predict with it.
   *
   * @param folder the run folder
   * @throws UserError if the folder holds no finished run
   */
  public static Run run(Path folder) {
    return Call.of(() -> Run.saved(folder));
  }

  /**
   * Resumes a training that was interrupted, from its last whole epoch, to the result of an
   * uninterrupted one.
   *
   * @param folder the run folder
   * @param task the task that it was made by
   * @throws UserError if the folder holds no interrupted run of the task
   */
  public static Run resume(Path folder, Task<?, ?> task) {
    return Call.computing(() -> Pipeline.resume(task, new RunFolder(folder)));
  }

  /**
   * Runs side by side, a row each, named by the settings that differ: the metric that chose the
   * epoch on validation and on test, the best epoch, parameters, seconds of training.
   *
   * @param runs of one task, in the order to be shown in
   * @throws UserError if they are of different tasks or choose by different metrics
   */
  public static Table compare(Run... runs) {
    return Call.of(() -> RunComparison.of(Arrays.asList(runs)));
  }
}

package io.sequent.common.cli;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.network.engine.Kernels;
import io.sequent.common.network.engine.NativeThreads;
import java.io.IOException;
import java.util.List;

/** All actions, and carrying out requests. */
final class Actions {
  private static final List<Action> ALL =
      List.of(
          TrainAction.ACTION,
          StudyAction.COMPARE,
          StudyAction.STUDY,
          TuneAction.ACTION,
          ResultsAction.ACTION,
          EvaluateAction.ACTION,
          ReproduceAction.ACTION,
          PredictAction.ACTION,
          ServeAction.ACTION,
          ExportAction.ACTION,
          RunsAction.ACTION,
          FindLearningRateAction.ACTION,
          DescribeAction.ACTION,
          CheckAction.ACTION,
          InitConfigAction.ACTION,
          DownloadAction.ACTION,
          BenchAction.ACTION,
          DoctorAction.ACTION,
          CompletionAction.ACTION);

  private Actions() {}

  /** Every action, in the order of the help text. */
  public static List<Action> all() {
    return ALL;
  }

  /**
   * The action of a name as typed, such as {@code init-config}.
   *
   * @throws UserError if there is none, with the nearest one
   */
  public static Action named(String name) {
    return ALL.stream()
        .filter(action -> action.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    Config.unknown("action", name, ALL.stream().map(Action::name).toList())));
  }

  /**
   * Does what is asked.
   *
   * @throws UserError for a mistake of the user
   * @throws IOException if a file of ours cannot be read or written
   */
  public static void perform(Request asked, Console console) throws IOException {
    Request request = asked.withConfigFile();
    Kernels.use(request.value(RunOptions.KERNEL));
    NativeThreads.arrange();
    request.action().perform(request, console);
  }
}

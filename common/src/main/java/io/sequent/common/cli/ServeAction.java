package io.sequent.common.cli;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.config.Settings;
import io.sequent.common.serve.ModelServer;
import io.sequent.common.serve.RunSource;
import io.sequent.common.serve.ServeOptions;
import io.sequent.common.serve.ServeSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Serves finished runs over HTTP until the process is told to end. */
final class ServeAction {
  private static final Setting<String> RUNS =
      Setting.text(
          RunOptions.RUN.name(),
          "",
          "path, or several separated by commas",
          "a finished run: its folder, its model.zip or its name under runs/, or a task, for its"
              + " latest run; or several");

  static final Action ACTION =
      new GeneralAction(
          "serve",
          "answer requests over HTTP with finished runs",
          Settings.join(List.of(List.of(RUNS, RunOptions.KERNEL), ServeSettings.all())),
          (request, console) -> new ServeAction(request, console).perform());

  private final Request request;
  private final Console console;

  private ServeAction(Request request, Console console) {
    this.request = request;
    this.console = console;
  }

  private void perform() throws IOException {
    List<String> named = new ArrayList<>(RUNS.several(request.option(RUNS)));
    if (!request.task().isEmpty()) {
      named.add(request.task());
    }
    if (named.isEmpty()) {
      throw new UserError("no run given, expected run= a finished run or a task");
    }
    ServeOptions options =
        ServeOptions.of(
            Config.defaults(ServeSettings.all()).with(request.settings(ServeSettings.all()), ""));
    if (options.isOpenToOthers()) {
      console
          .err()
          .println(
              "warning: no token is set, so whoever reaches %s can use the models; see token-file"
                  .formatted(options.host()));
    }
    ModelServer server = ModelServer.start(RunSource.of(named), options);
    server.describe().forEach(console.err()::println);
    console.err().println("serving at " + server.address() + ", until Ctrl-C");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
    try {
      server.join();
    } catch (InterruptedException e) {
      server.close();
      Thread.currentThread().interrupt();
    }
  }

  /** A server that is told to end has done what it should: status 0, not that of a signal. */
  private static void stop(ModelServer server) {
    server.close();
    Runtime.getRuntime().halt(0);
  }
}

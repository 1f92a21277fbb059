package io.sequent.common.cli;

import io.sequent.common.config.Setting;
import io.sequent.common.experiment.SavedRun;
import io.sequent.common.export.ExportFormat;
import io.sequent.common.export.OnnxExport;
import io.sequent.common.export.onnx.Port;
import io.sequent.common.network.memory.ByteCount;
import io.sequent.common.run.RunFolder;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the model of a finished run as a file for other programs. */
final class ExportAction<E, P extends Preparation> {
  private static final Setting<ExportFormat> FORMAT =
      Setting.choice(
          "format", ExportFormat.ONNX, "form of the file; onnx: for ONNX Runtime and others");
  private static final Setting<String> OUTPUT =
      Setting.text(
          "output", "", "path", "the file to write; empty: model.onnx in the folder of the run");

  static final Action ACTION =
      new TaskAction(
          "export",
          "write the network of a finished run as an ONNX file",
          List.of(RunOptions.RUN, FORMAT, OUTPUT),
          (task, request, console) -> new ExportAction<>(task, request, console).perform());

  private final Task<E, P> task;
  private final Request request;
  private final Console console;

  ExportAction(Task<E, P> task, Request request, Console console) {
    this.task = task;
    this.request = request;
    this.console = console;
  }

  void perform() throws IOException {
    RunFolder run = request.finishedRun(task);
    Path file =
        request
            .path(OUTPUT)
            .orElse(run.path().resolve("model." + Setting.label(request.value(FORMAT))));
    console.err().println("run: " + run.path());
    OnnxExport export = OnnxExport.of(task, SavedRun.read(run, task).load(task), Version.current());
    long bytes = export.write(file);
    console
        .out()
        .printf(
            "%s: %s; inputs: %s; outputs: %s%n",
            file, ByteCount.text(bytes), text(export.inputs()), text(export.outputs()));
  }

  private static String text(List<Port> ports) {
    return ports.stream().map(Port::toString).collect(Collectors.joining(", "));
  }
}

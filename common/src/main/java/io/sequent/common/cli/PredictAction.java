package io.sequent.common.cli;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataSettings;
import io.sequent.common.experiment.SavedEnsemble;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.predict.Inputs;
import io.sequent.common.predict.Prediction;
import io.sequent.common.predict.PredictionPipe;
import io.sequent.common.predict.PredictionSink;
import io.sequent.common.predict.Predictor;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Predicts with a finished run, or several together, for standard input or a file. */
final class PredictAction<E, P extends Preparation> {
  static final Action ACTION =
      new TaskAction(
          "predict",
          "predict for lines of input, or for a file, with a finished run",
          List.of(
              RunOptions.RUNS,
              RunOptions.INPUT,
              RunOptions.OUTPUT,
              RunOptions.INPUT_ENCODING,
              RunOptions.KERNEL),
          task -> task.description().predictionSettings(),
          (task, request, console) -> new PredictAction<>(task, request, console).perform());

  private final Task<E, P> task;
  private final Request request;
  private final Console console;

  PredictAction(Task<E, P> task, Request request, Console console) {
    this.task = task;
    this.request = request;
    this.console = console;
  }

  void perform() throws IOException {
    Config options =
        TaskSettings.predictionDefaults(task)
            .with(request.settings(task.description().predictionSettings()), "");
    SavedEnsemble runs = SavedEnsemble.read(request.finishedRuns(task), task);
    Optional<Path> input = request.path(RunOptions.INPUT);
    if (input.isPresent() && !Files.isRegularFile(input.get()) && !Files.isDirectory(input.get())) {
      throw new UserError("input: " + input.get() + ": no such file");
    }
    Optional<Path> output = request.path(RunOptions.OUTPUT);
    if (output.isPresent() && Files.isDirectory(output.get())) {
      throw new UserError("output: " + output.get() + ": is a folder, expected a file");
    }
    predict(task.predictor(runs.load(task), options), input, output, encoding(runs));
  }

  /** How the input is encoded: as what the first run was trained on, unless it is said. */
  private Charset encoding(SavedEnsemble runs) {
    return request.option(RunOptions.INPUT_ENCODING).isEmpty()
        ? runs.config().get(DataSettings.ENCODING)
        : DataSettings.ENCODING.parse(request.option(RunOptions.INPUT_ENCODING));
  }

  private <I, O extends Prediction> void predict(
      Predictor<I, O> predictor, Optional<Path> input, Optional<Path> output, Charset encoding)
      throws IOException {
    try (Inputs<I> inputs =
            input.isPresent() ? predictor.open(input.get(), encoding) : typed(predictor, encoding);
        PredictionProgress progress =
            input.isPresent()
                ? PredictionProgress.of(input.get().getFileName().toString(), console.err())
                : PredictionProgress.none()) {
      if (output.isEmpty()) {
        try (PredictionSink sink = PredictionSink.stream(console.out())) {
          PredictionPipe.run(predictor, inputs, sink, progress);
        }
        return;
      }
      String name = output.get().getFileName().toString();
      AtomicFile.write(
          output.get(),
          file -> {
            try (PredictionSink sink = PredictionSink.file(name, file, inputs)) {
              PredictionPipe.run(predictor, inputs, sink, progress);
            }
          });
    } catch (CharacterCodingException e) {
      throw new UserError(
          "standard input: not %s, expected %s text; name another encoding by encoding="
              .formatted(encoding.name(), encoding.name()),
          e);
    }
  }

  private <I> Inputs<I> typed(Predictor<I, ?> predictor, Charset encoding) {
    return Inputs.ofLines(
        new BufferedReader(new InputStreamReader(console.in(), encoding.newDecoder())),
        predictor.reader());
  }
}

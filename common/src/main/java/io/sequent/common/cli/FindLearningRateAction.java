package io.sequent.common.cli;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.data.Batches;
import io.sequent.common.experiment.TrainingStart;
import io.sequent.common.network.build.OptimizerSettings;
import io.sequent.common.report.Charts;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Pictures;
import io.sequent.common.report.Table;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.train.LearningRateFinder;
import io.sequent.common.train.LearningRateFinder.Finding;
import io.sequent.common.train.LearningRateFinder.Point;
import io.sequent.common.train.Pretraining;
import io.sequent.common.train.display.ProgressDisplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Runs a learning-rate range test with the task's network, data and settings; saves no model. */
final class FindLearningRateAction<E, P extends Preparation> {
  private static final Setting<Double> LOWEST =
      Setting.decimal("lowest", 1e-6, 1e-12, 1, "the first rate");
  private static final Setting<Double> HIGHEST =
      Setting.decimal("highest", 1, 1e-9, 1000, "the last rate");
  private static final Setting<Integer> UPDATES =
      Setting.integer("updates", 200, 20, 100_000, "maximum number of updates");

  static final Action ACTION =
      new TaskAction(
          "find-lr",
          "raise the learning rate with every update and suggest one",
          List.of(
              LOWEST,
              HIGHEST,
              UPDATES,
              RunOptions.DATA,
              RunOptions.PRESET,
              RunOptions.CONFIG,
              RunOptions.OUT,
              RunOptions.KERNEL),
          TaskSettings::of,
          (task, request, console) ->
              new FindLearningRateAction<>(task, request, console).perform());

  private static final String NAME = "learning-rate";
  private static final int ROWS = 12;

  private final Task<E, P> task;
  private final Request request;
  private final Console console;

  FindLearningRateAction(Task<E, P> task, Request request, Console console) {
    this.task = task;
    this.request = request;
    this.console = console;
  }

  void perform() throws IOException {
    if (request.value(LOWEST) >= request.value(HIGHEST)) {
      throw new UserError(
          "setting 'lowest': %s, expected less than highest, %s"
              .formatted(request.value(LOWEST), request.value(HIGHEST)));
    }
    Setup setup = Setup.of(task, request, console);
    Config config = setup.config();
    TrainingStart<E, P> start = TrainingStart.of(task, config, setup.data());
    Batches<E> batches = start.batches();
    Pretraining.from(config)
        .apply(
            start.model().network(),
            batches,
            config.get(CommonSettings.SEED),
            List.of(new ProgressDisplay(console.err())));
    console.err().printf(Locale.ROOT, "range test: up to %d updates%n", request.value(UPDATES));
    Finding finding =
        new LearningRateFinder(
                request.value(LOWEST),
                request.value(HIGHEST),
                request.value(UPDATES),
                config.get(CommonSettings.SEED))
            .find(start.model().network(), batches);
    show(finding, config);
  }

  private void show(Finding finding, Config config) throws IOException {
    List<Point> points = finding.points();
    List<List<String>> rows =
        IntStream.range(0, ROWS)
            .map(i -> i * (points.size() - 1) / (ROWS - 1))
            .distinct()
            .mapToObj(points::get)
            .map(point -> List.of(figure("%.2g", point.rate()), figure("%.4g", point.loss())))
            .toList();
    console.out().println(new Table("Range test", List.of("rate", "loss"), rows).render());
    Path folder = request.path(RunOptions.OUT).orElse(Path.of("runs", ACTION.name(), task.name()));
    Files.createDirectories(folder);
    Pictures.write(
        new Picture(
            NAME,
            Charts.learningRates(
                "Learning rates of " + task.name(),
                points.stream().mapToDouble(Point::rate).toArray(),
                points.stream().mapToDouble(Point::loss).toArray(),
                finding.suggested())),
        folder);
    console
        .out()
        .printf(
            Locale.ROOT,
            "%nsuggested: -D%s=%s (current: %s); picture in %s%n",
            OptimizerSettings.LEARNING_RATE.name(),
            figure("%.1e", finding.suggested()),
            config.asText().get(OptimizerSettings.LEARNING_RATE.name()),
            folder.resolve(NAME + ".png"));
  }

  private static String figure(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}

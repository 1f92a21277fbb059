package io.sequent.common.track.tensorboard;

import io.sequent.common.report.Markdown;
import io.sequent.common.run.RunRecord;
import io.sequent.common.track.TrackedRun;
import io.sequent.common.track.Tracking;
import io.sequent.common.train.history.History;
import io.sequent.common.train.history.History.EpochRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One training in event files. The step of an event is the epoch, counted from 1. */
final class TensorBoardTracking implements Tracking {
  private static final String FOLDER = "tensorboard";
  private static final String SETTINGS = "settings";
  private static final String LOSS = "train/loss";

  private final TrackedRun run;
  private final EventFile file;

  /** The last epoch that is written; of a resumed training, by an earlier process. */
  private long written;

  /** Begins a file, in which settings stand where no earlier one has them. */
  TensorBoardTracking(TrackedRun run) throws IOException {
    this.run = run;
    Path folder = run.folder().path().resolve(FOLDER);
    List<Event> before = EventFile.read(folder);
    this.written =
        before.stream()
            .filter(event -> event.tags().contains(LOSS))
            .mapToLong(Event::step)
            .max()
            .orElse(0);
    this.file = EventFile.create(folder, Instant.now());
    if (before.stream().noneMatch(event -> event.tags().contains(SETTINGS))) {
      file.append(Event.text(now(), SETTINGS, settings()));
    }
  }

  private String settings() {
    StringBuilder table = new StringBuilder("| setting | value |\n| --- | --- |\n");
    run.config()
        .asText()
        .forEach(
            (name, value) -> table.append("| %s | %s |\n".formatted(name, Markdown.text(value))));
    return table.toString();
  }

  @Override
  public void epochDone(History history) {
    write(history);
  }

  /** Also where a process was killed after the last epoch, before it could write it. */
  @Override
  public void trainingEnded(History history) {
    write(history);
  }

  private void write(History history) {
    try {
      for (EpochRecord epoch : history.epochs()) {
        if (epoch.epoch() > written) {
          file.append(Event.scalars(now(), epoch.epoch(), values(epoch)));
          written = epoch.epoch();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Double> values(EpochRecord epoch) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(LOSS, epoch.trainLoss());
    values.put("train/learning-rate", epoch.learningRate());
    values.put("train/seconds", epoch.seconds());
    epoch.validation().forEach((metric, value) -> values.put("validation/" + metric, value));
    run.gradients()
        .apply(epoch.epoch())
        .forEach((parameter, mean) -> values.put("gradient/" + parameter, mean));
    return values;
  }

  /** The metrics on the test set, at the epoch whose weights were kept. */
  @Override
  public void runRecorded(RunRecord record) throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    record.test().orElse(Map.of()).forEach((metric, value) -> values.put("test/" + metric, value));
    if (!values.isEmpty()) {
      file.append(
          Event.scalars(now(), record.training().bestEpoch().orElse((int) written), values));
    }
  }

  private static double now() {
    return Instant.now().toEpochMilli() / 1e3;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

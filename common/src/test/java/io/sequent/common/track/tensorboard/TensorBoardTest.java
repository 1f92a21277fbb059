package io.sequent.common.track.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataLocation;
import io.sequent.common.experiment.Experiment;
import io.sequent.common.experiment.SavedRun;
import io.sequent.common.run.RunFolder;
import io.sequent.common.run.RunRecord;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.task.Tasks;
import io.sequent.common.track.Tracker;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.history.History;
import io.sequent.common.train.history.History.EpochRecord;
import io.sequent.common.train.history.HistoryCsv;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event files, beside TensorBoard itself: its bytes, and what it reads where it is installed. */
class TensorBoardTest {
  private static final TrainingListener NONE = new TrainingListener() {};

  @TempDir private Path home;

  private RunFolder folder() {
    return new RunFolder(home.resolve("run"));
  }

  private Path events() {
    return folder().path().resolve("tensorboard");
  }

  private static Experiment<?, ?> experiment(int epochs, TrainingListener display)
      throws IOException {
    Task<?, ?> task = Tasks.named("weather");
    return experiment(
        task,
        TaskSettings.defaults(task).with(Map.of("epochs", String.valueOf(epochs)), ""),
        display);
  }

  private static <E, P extends Preparation> Experiment<E, P> experiment(
      Task<E, P> task, Config config, TrainingListener display) throws IOException {
    PrintStream notes =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Experiment<>(task, config, DataLocation.sample(task.name()), display, notes)
        .trackedBy(Tracker.named(List.of("tensorboard")));
  }

  /** The bytes that TensorBoard 2.21's own writer makes of the same events. */
  @Test
  void recordsAreThoseOfTensorBoardItself() throws IOException {
    try (EventFile file = EventFile.create(home, Instant.ofEpochMilli(1_700_000_000_250L))) {
      Map<String, Double> values = new LinkedHashMap<>();
      values.put("train/loss", 0.5);
      values.put("validation/macroF1", 0.75);
      file.append(Event.scalars(1_700_000_001.5, 3, values));
      file.append(Event.text(1_700_000_002.0, "settings", "| a | b |\n"));
    }
    Path written = home.resolve("events.out.tfevents.1700000000.sequent");
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(written))).isEqualTo(GOLDEN);
  }

  private static final String GOLDEN =
      "1800000000000000a37f4b220900001040fc54d9411a0d627261696e2e4576656e743a32338d2fe9"
          + "3b000000000000001a23ac5c0900006040fc54d94110032a2e0a110a0a747261696e2f6c6f737315"
          + "0000003f0a190a1276616c69646174696f6e2f6d6163726f4631150000403f7b26ddd13700000000"
          + "000000e7e8ca590900008040fc54d9412a2c0a2a0a0873657474696e677342140807120412020801"
          + "420a7c2061207c2062207c0a4a080a060a04746578745e95bf7e";

  @Test
  void eachEpochAndTheTestSetAreThereOnce() throws IOException {
    RunRecord run = experiment(3, NONE).start(folder()).run();
    Map<String, List<Long>> steps = steps();
    assertThat(steps.get("settings")).hasSize(1);
    assertThat(steps)
        .containsEntry("train/loss", List.of(1L, 2L, 3L))
        .containsEntry("train/learning-rate", List.of(1L, 2L, 3L))
        .containsEntry("train/seconds", List.of(1L, 2L, 3L))
        .containsEntry("validation/miss", List.of(1L, 2L, 3L))
        .containsEntry("gradient/0_W", List.of(1L, 2L, 3L))
        .containsEntry("test/miss", List.of((long) run.training().bestEpoch().orElseThrow()));
  }

  @Test
  void resumedTrainingGoesOnWithTheStepsThatAreMissing() throws IOException {
    TrainingListener killer =
        new TrainingListener() {
          @Override
          public void epochDone(History history) {
            if (history.epochs().size() == 2) {
              throw new IllegalStateException("killed");
            }
          }
        };
    Experiment<?, ?> killed = experiment(4, killer);
    assertThatThrownBy(() -> killed.start(folder())).hasMessage("killed");
    assertThat(steps()).containsEntry("train/loss", List.of(1L, 2L));
    cutLastBytes();
    assertThat(steps()).containsEntry("train/loss", List.of(1L));

    Task<?, ?> task = Tasks.named("weather");
    experiment(task, SavedRun.read(folder(), task).config(), NONE).resume(folder());
    assertThat(steps())
        .containsEntry("train/loss", List.of(1L, 2L, 3L, 4L))
        .containsEntry("validation/miss", List.of(1L, 2L, 3L, 4L));
    assertThat(steps().get("settings")).hasSize(1);
    try (Stream<Path> files = Files.list(events())) {
      assertThat(files).hasSize(2);
    }
  }

  /** As a kill while the last event was being written. */
  private void cutLastBytes() throws IOException {
    try (Stream<Path> files = Files.list(events());
        FileChannel file =
            FileChannel.open(files.findFirst().orElseThrow(), StandardOpenOption.WRITE)) {
      file.truncate(file.size() - 3);
    }
  }

  @Test
  void damagedRecordEndsItsFile() throws IOException {
    try (EventFile written = EventFile.create(events(), Instant.EPOCH)) {
      for (int epoch = 1; epoch <= 3; epoch++) {
        written.append(Event.scalars(epoch, epoch, Map.of("train/loss", 1.0 / epoch)));
      }
    }
    int all = EventFile.read(events()).size();
    assertThat(all).isEqualTo(4);
    Path file = events().resolve("events.out.tfevents.0000000000.sequent");
    byte[] bytes = Files.readAllBytes(file);
    for (int position : new int[] {0, 9, 20, bytes.length / 2, bytes.length - 1}) {
      byte[] damaged = Arrays.copyOf(bytes, bytes.length);
      damaged[position] ^= 1;
      Files.write(file, damaged);
      assertThat(EventFile.read(events())).as("byte %d", position).hasSizeLessThan(all);
    }
    long tooLong = Long.MAX_VALUE;
    Files.write(file, ByteBuffer.allocate(16).putLong(tooLong).array());
    assertThat(EventFile.read(events())).isEmpty();
  }

  /** By tag, in the order of the files. */
  private Map<String, List<Long>> steps() throws IOException {
    Map<String, List<Long>> steps = new LinkedHashMap<>();
    for (Event event : EventFile.read(events())) {
      event
          .tags()
          .forEach(
              tag ->
                  steps.merge(
                      tag,
                      List.of(event.step()),
                      (a, b) -> Stream.concat(a.stream(), b.stream()).toList()));
    }
    return steps;
  }

  private static final String READ =
      """
      import json, sys
      from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
      events = EventAccumulator(sys.argv[1]).Reload()
      tags = events.Tags()
      print(json.dumps({
          "scalars": {tag: [[e.step, e.value] for e in events.Scalars(tag)] for tag in tags["scalars"]},
          "tensors": {tag: events.Tensors(tag)[0].tensor_proto.string_val[0].decode() for tag in tags["tensors"]},
      }))
      """;

  private static boolean python(String... arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(Stream.concat(Stream.of("python3"), Stream.of(arguments)).toList())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  @Test
  void tensorBoardReadsWhatTheRunRecorded() throws Exception {
    boolean installed;
    try {
      installed = python("-c", "import tensorboard.backend.event_processing.event_accumulator");
    } catch (IOException e) {
      installed = false; // No Python at all.
    }
    assumeTrue(installed, "python3 with tensorboard");
    RunRecord run = experiment(3, NONE).start(folder()).run();
    Path out = home.resolve("read.json");
    Process reader =
        new ProcessBuilder("python3", "-c", READ, events().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(out.toFile())
            .start();
    assertThat(reader.waitFor(60, TimeUnit.SECONDS)).isTrue();
    JsonNode read = new ObjectMapper().readTree(out.toFile());

    JsonNode scalars = read.path("scalars");
    for (EpochRecord epoch : HistoryCsv.read(folder().history())) {
      requireSame(scalars.path("train/loss"), epoch.epoch(), epoch.trainLoss());
      requireSame(scalars.path("train/learning-rate"), epoch.epoch(), epoch.learningRate());
      epoch
          .validation()
          .forEach(
              (metric, value) ->
                  requireSame(scalars.path("validation/" + metric), epoch.epoch(), value));
    }
    run.test()
        .orElseThrow()
        .forEach(
            (metric, value) ->
                assertThat(scalars.path("test/" + metric).path(0).path(1).asDouble())
                    .isCloseTo(value, within(1e-6 * Math.abs(value))));
    assertThat(scalars.path("gradient/0_W")).hasSize(3);
    assertThat(read.path("tensors").path("settings").asText())
        .startsWith("| setting | value |")
        .contains("| units | 4 |");
  }

  private static void requireSame(JsonNode series, int epoch, double value) {
    JsonNode event = series.path(epoch - 1);
    assertThat(event.path(0).asInt()).isEqualTo(epoch);
    assertThat(event.path(1).asDouble()).isCloseTo(value, within(1e-6 * Math.abs(value)));
  }
}

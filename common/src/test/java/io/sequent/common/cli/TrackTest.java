package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.Pipeline;
import io.sequent.Sequent;
import io.sequent.common.run.RunRecord;
import io.sequent.common.track.TrackedRun;
import io.sequent.common.track.Tracker;
import io.sequent.common.track.Tracking;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.history.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trackers are found, told of a training, and cannot harm it. */
class TrackTest {
  private static final List<String> SMALL = List.of("--data=sample", "--epochs=3");

  @TempDir private Path folder;

  private Path train(String... more) {
    Path run = folder.resolve("run" + more.length);
    List<String> all = new ArrayList<>(SMALL);
    all.addAll(List.of(more));
    all.add("--out=" + run);
    Call call = Call.of(all, "train", "weather");
    assertThat(call.status()).as(call.err()).isZero();
    return run;
  }

  @Test
  void trackerOfOthersIsToldOfEpochsAndResult() throws IOException {
    Path run = train("--track=diary,tensorboard,diary");
    List<String> diary = Files.readAllLines(run.resolve("diary.txt"));
    assertThat(diary).hasSize(4);
    assertThat(diary.get(0)).startsWith("1: {miss=");
    assertThat(diary.get(3))
        .isEqualTo("test: " + RunRecord.read(run.resolve("result.json")).test().orElseThrow());
    assertThat(run.resolve("tensorboard")).isDirectoryContaining("glob:**/events.out.tfevents.*");
  }

  @Test
  void recordAndSettingsDoNotNameATracker() throws IOException {
    Path tracked = train("--track=diary");
    Path plain = train();
    assertThat(plain.resolve("config.yaml"))
        .hasSameTextualContentAs(tracked.resolve("config.yaml"))
        .content()
        .doesNotContain("track");
    RunRecord one = RunRecord.read(tracked.resolve("result.json"));
    RunRecord other = RunRecord.read(plain.resolve("result.json"));
    assertThat(one.config()).isEqualTo(other.config());
    assertThat(one.metrics()).isEqualTo(other.metrics());
    assertThat(plain.resolve("tensorboard")).doesNotExist();
  }

  @Test
  void resumedTrainingIsTrackedWhereThatIsAskedForAgain() throws IOException {
    Path run = folder.resolve("run");
    TrainingListener killer =
        new TrainingListener() {
          @Override
          public void epochDone(History history) {
            throw new IllegalStateException("killed");
          }
        };
    Pipeline weather = Sequent.task("weather").withData("sample").with("epochs", 3);
    assertThatThrownBy(() -> weather.train(run, killer)).hasMessage("killed");
    Call call = Call.of(List.of(), "train", "weather", "--resume=" + run, "--track=diary");
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(Files.readAllLines(run.resolve("diary.txt")))
        .hasSize(3)
        .first()
        .asString()
        .startsWith("2: ");
  }

  @Test
  void unknownTrackerIsToldWithThoseFound() {
    Path run = folder.resolve("run");
    Call call = Call.of(SMALL, "train", "weather", "--track=wandb", "--out=" + run);
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.errors())
        .containsExactly(
            "error: track: unknown tracker 'wandb', expected one of diary, tensorboard");
    assertThat(run).doesNotExist();
  }

  /** Where a tracker fails. */
  enum Step {
    OPEN,
    START,
    EPOCH,
    RESULT,
    CLOSE
  }

  @ParameterizedTest
  @EnumSource
  void trackerThatFailsDoesNotHarmTheTraining(Step step) throws IOException {
    Path run = folder.resolve("run");
    Failing failing = new Failing(step);
    Sequent.task("weather")
        .withData("sample")
        .with("epochs", 3)
        .withTrackers(List.of(failing, Tracker.named(List.of("diary")).get(0)))
        .train(run);
    assertThat(run.resolve("result.json")).isRegularFile();
    assertThat(run.resolve("model.zip")).isRegularFile();
    assertThat(run.resolve("diary.txt")).as("the other tracker").content().hasLineCount(4);
    assertThat(failing.failures).as("told no more once it has failed").isEqualTo(1);
  }

  private static final class Failing implements Tracker {
    private final Step step;
    private int failures;

    Failing(Step step) {
      this.step = step;
    }

    @Override
    public String name() {
      return "failing";
    }

    private void failAt(Step failing) {
      if (step == failing) {
        failures++;
        throw new IllegalStateException("no " + failing);
      }
    }

    @Override
    public Tracking open(TrackedRun run) {
      failAt(Step.OPEN);
      return new Tracking() {
        @Override
        public void trainingStarted(TrainingExtent extent) {
          failAt(Step.START);
        }

        @Override
        public void epochDone(History history) {
          failAt(Step.EPOCH);
        }

        @Override
        public void runRecorded(RunRecord record) {
          failAt(Step.RESULT);
        }

        @Override
        public void close() {
          failAt(Step.CLOSE);
        }
      };
    }
  }
}

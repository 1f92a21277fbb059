package io.sequent.common.study.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataLocation;
import io.sequent.common.run.Provenance;
import io.sequent.common.run.RunFolder;
import io.sequent.common.run.RunRecord;
import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.study.engine.TrainingOutcome.Failed;
import io.sequent.common.study.engine.TrainingOutcome.Finished;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every engine promises. */
public abstract class TrainingEngineContract {
  // Dropout makes any lost state show.
  private static final Map<String, String> SMALL =
      Map.of(
          "hidden",
          "4",
          "epochs",
          "2",
          "max-train",
          "60",
          "max-test",
          "20",
          "patience",
          "0",
          "dropout",
          "0.2",
          "optimizer",
          "adam");

  @TempDir Path folder;

  /** An engine for several trainings at the same time. */
  protected abstract TrainingEngine engine() throws IOException;

  /** Remembers what it is told. */
  private static final class Told implements TrainingWatch {
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void begunOn(String node) {
      events.add("begun");
    }

    @Override
    public void epochDone(EpochNews epoch) {
      events.add("epoch " + epoch.epoch());
    }
  }

  private TrainingOrder order(String name, Map<String, String> more) throws IOException {
    Task<?, ?> task = Tasks.named("stocks");
    DataLocation data = DataLocation.sample(task.name());
    Map<String, String> values = new HashMap<>(SMALL);
    values.putAll(more);
    Config config = TaskSettings.defaults(task).with(values, "");
    return new TrainingOrder(
        task,
        new PlannedRun(name, "", config.get(CommonSettings.SEED), config),
        data,
        Provenance.of(task.data().files(data.path(), config)),
        RunRecord.Scope.TEST,
        new RunFolder(folder.resolve(name)),
        Optional.empty(),
        false,
        true);
  }

  private static TrainingOrder continuing(TrainingOrder order, Optional<RunFolder> shorter) {
    return new TrainingOrder(
        order.task(),
        order.run(),
        order.data(),
        order.provenance(),
        order.scope(),
        order.folder(),
        shorter,
        shorter.isEmpty(),
        order.model());
  }

  @Test
  void finishedTrainingLeavesItsRunAndIsToldOfInOrder() throws IOException {
    TrainingOrder order = order("one", Map.of());
    Told told = new Told();
    try (TrainingEngine engine = engine()) {
      assertThat(engine.capacity()).isPositive();
      assertThat(engine.train(order, told)).isInstanceOf(Finished.class);
    }
    assertThat(told.events).containsExactly("begun", "epoch 1", "epoch 2");
    RunRecord run = RunRecord.read(order.folder().result());
    assertThat(run.provenance().dataHash()).isEqualTo(order.provenance().dataHash());
    assertThat(run.provenance().commit()).isEqualTo(order.provenance().commit());
    assertThat(order.folder().model()).exists();
    assertThat(order.folder().checkpoints()).doesNotExist();
  }

  @Test
  void failingTrainingIsAnOutcomeWithItsReason() throws IOException {
    TrainingOrder order = order("bad", Map.of("window", "5000"));
    try (TrainingEngine engine = engine()) {
      assertThat(engine.train(order, TrainingWatch.NONE))
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> {
                assertThat(failed.reason()).contains("5000").hasLineCount(1);
                assertThat(failed.provenance().data()).isEqualTo(order.provenance().data());
                assertThat(failed.provenance().machine()).containsKey("cores");
              });
    }
    assertThat(order.folder().result()).doesNotExist();
  }

  @Test
  void longerTrainingContinuesAShorterOneToTheSameEnd() throws IOException {
    TrainingOrder shorter = continuing(order("shorter", Map.of("epochs", "1")), Optional.empty());
    TrainingOrder whole = order("whole", Map.of());
    TrainingOrder longer = continuing(order("longer", Map.of()), Optional.of(shorter.folder()));
    Told told = new Told();
    try (TrainingEngine engine = engine()) {
      engine.train(shorter, TrainingWatch.NONE);
      assertThat(shorter.folder().checkpoints()).exists();
      assertThat(engine.train(longer, told)).isInstanceOf(Finished.class);
      engine.train(whole, TrainingWatch.NONE);
    }
    assertThat(told.events).containsExactly("begun", "epoch 2");
    assertThat(RunRecord.read(longer.folder().result()).metrics())
        .isEqualTo(RunRecord.read(whole.folder().result()).metrics());
  }

  @Test
  void finishedRunIsNotTrainedAgain() throws IOException {
    TrainingOrder order = order("again", Map.of());
    try (TrainingEngine engine = engine()) {
      engine.train(order, TrainingWatch.NONE);
      byte[] before = Files.readAllBytes(order.folder().result());
      assertThat(engine.train(order, TrainingWatch.NONE)).isInstanceOf(Finished.class);
      assertThat(order.folder().result()).hasBinaryContent(before);
    }
  }
}

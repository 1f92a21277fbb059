package io.sequent.common.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.OwnTasks;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataLocation;
import io.sequent.common.experiment.TrainingStart;
import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file in resources/spaces is one that its task takes, and each task has its own. */
class ShippedSpacesTest {
  static List<Path> spaces() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("resources", "spaces"))) {
      return files.sorted().toList();
    }
  }

  static List<Task<?, ?>> tasks() {
    return OwnTasks.all();
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void shippedSpaceIsTakenAndItsNetworksCanBeMade(Path file) throws IOException {
    Task<?, ?> task = Tasks.named(file.getFileName().toString().replaceFirst("[-.].*", ""));
    Space space = SpaceFile.read(file, task);
    Search search = new Search(task, space, StrategyKind.HYPERBAND, 3, 2, 1);
    assertThat(search.strategy().trials()).as("several rungs").isGreaterThan(2);
    Random random = new Random(1);
    for (int i = 0; i < 2; i++) {
      Proposal proposal = new Proposal(Draws.of(space, random), search.epochs());
      Config config = search.runs(proposal).get(0).config();
      DataLocation sample = DataLocation.sample(task.name());
      assertThat(TrainingStart.of(task, config, sample).model().network().numParams())
          .as(search.label(proposal))
          .isPositive();
    }
    assertThat(task.description().metrics().has(space.objective())).isTrue();
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void taskHasASpaceOfItsOwn(Task<?, ?> task) throws IOException {
    assertThat(SpaceFile.shipped(task).orElseThrow().name()).isEqualTo(task.name());
  }
}

package io.sequent.common.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.OwnTasks;
import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file in resources/studies is one that its task takes. */
class ShippedStudiesTest {
  private static final Path STUDIES = Path.of("resources", "studies");

  static List<Path> studies() throws IOException {
    try (Stream<Path> files = Files.list(STUDIES)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("studies")
  void shippedStudyIsTaken(Path file) {
    List<Study> parts = StudyFile.read(file, Tasks::named);
    for (Study study : parts) {
      Task<?, ?> task = Tasks.named(study.task());
      assertThat(parts.size() > 1 ? study.part() : study.name()).startsWith(study.task());
      assertThat(study.about()).isNotEmpty();
      assertThat(study.runs(task))
          .hasSizeGreaterThanOrEqualTo(study.rows().size() * study.seeds().size())
          .extracting(run -> run.config().hash(study.task()))
          .as("no run is there twice")
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void recipesAreStudiedOnEveryTask() {
    List<Study> parts = StudyFile.read(STUDIES.resolve("recipes.yaml"), Tasks::named);
    assertThat(parts).extracting(Study::task).containsAll(OwnTasks.names());
    assertThat(parts)
        .allSatisfy(part -> assertThat(part.seeds()).hasSize(3))
        .extracting(part -> part.rows().get(0).name())
        .containsExactlyElementsOf(parts.stream().map(Study::part).toList());
  }

  @Test
  void everyTaskHasItsOptimizersCompared() throws IOException {
    List<String> names = studies().stream().map(file -> file.getFileName().toString()).toList();
    assertThat(names)
        .containsAll(OwnTasks.names().stream().map(name -> name + "-optimizers.yaml").toList());
  }
}

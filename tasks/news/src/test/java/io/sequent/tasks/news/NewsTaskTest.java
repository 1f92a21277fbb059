package io.sequent.tasks.news;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.classify.LabelledText;
import io.sequent.common.data.Splits;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewsTaskTest {
  private static final NewsTask TASK = new NewsTask();
  private static final List<String> CLASSES = List.of("World", "Sports");

  @Test
  void isFoundByItsName() {
    assertThat(Tasks.named("news")).isInstanceOf(NewsTask.class);
  }

  @Test
  void titleAndDescriptionAreTheTextAndNumbersCountFromOne(@TempDir Path folder)
      throws IOException {
    Files.write(folder.resolve("classes.txt"), CLASSES);
    Files.writeString(folder.resolve("train_a.csv"), "1,Peace,Talks on\n2,Cup,Won\n");
    Files.writeString(folder.resolve("train_b.csv"), "2,,Untitled\n");
    Files.writeString(folder.resolve("test.csv"), "2,Final,Lost\n");
    Splits<LabelledText> splits = TASK.data().read(folder, TaskSettings.defaults(TASK));
    assertThat(splits.train()).hasSize(2);
    assertThat(splits.validation()).hasSize(1);
    assertThat(splits.test()).containsExactly(new LabelledText("Final Lost", 1, CLASSES));
  }
}

package io.sequent.tasks.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.classify.LabelledText;
import io.sequent.common.config.Config;
import io.sequent.common.data.Splits;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folders of the archive, which name the classes {@code neg} and {@code pos}. */
class ReviewsInFoldersTest {
  private static final SentimentTask TASK = new SentimentTask();
  private static final Config CONFIG = TaskSettings.defaults(TASK);
  private static final List<String> CLASSES = List.of("negative", "positive");

  @Test
  void unpackedArchiveIsRead(@TempDir Path folder) throws IOException {
    for (String part : List.of("train", "test")) {
      for (String label : List.of("neg", "pos", "unsup")) {
        Path texts = Files.createDirectories(folder.resolve(part).resolve(label));
        for (int i = 0; i < 10; i++) {
          Files.writeString(texts.resolve(i + "_7.txt"), part + " " + label + " " + i);
        }
      }
    }
    Splits<LabelledText> splits = TASK.data().read(folder, CONFIG);
    assertThat(splits.train()).hasSize(18).doesNotHaveDuplicates();
    assertThat(splits.test())
        .hasSize(20)
        .startsWith(new LabelledText("test neg 0", 0, CLASSES))
        .endsWith(new LabelledText("test pos 9", 1, CLASSES));
    assertThat(splits.notes()).contains("label neg: read as negative");
    assertThat(TASK.data().readForEvaluation(folder, CONFIG, CLASSES).test())
        .isEqualTo(splits.test());
  }
}

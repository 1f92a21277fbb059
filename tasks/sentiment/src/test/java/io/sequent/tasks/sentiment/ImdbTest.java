package io.sequent.tasks.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.classify.LabelledText;
import io.sequent.common.data.Splits;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImdbTest {
  @TempDir private Path folder;

  @Test
  void archiveBecomesTwoFilesThatTheTaskReads() throws IOException {
    Path archive =
        archive(
            Map.of(
                "aclImdb/train/pos/3_9.txt", "Good, \"very\" good.<br />Yes",
                "aclImdb/train/neg/3_2.txt", "Bad",
                "aclImdb/train/neg/1_1.txt", "Worse",
                "aclImdb/train/unsup/7_0.txt", "Nobody knows",
                "aclImdb/test/pos/0_10.txt", "Best",
                "aclImdb/README", "about"));
    Imdb.convert(archive, folder);
    assertThat(Files.readString(folder.resolve("train.csv")))
        .isEqualTo(
            """
            label,rating,id,text
            0,1,neg/1,Worse
            0,2,neg/3,Bad
            1,9,pos/3,"Good, ""very"" good.<br />Yes"
            """);
    SentimentTask task = new SentimentTask();
    Splits<LabelledText> splits = task.data().read(folder, TaskSettings.defaults(task));
    assertThat(Stream.concat(splits.train().stream(), splits.validation().stream()))
        .extracting(LabelledText::text)
        .containsExactlyInAnyOrder("Worse", "Bad", "Good, \"very\" good.<br />Yes");
    assertThat(splits.test().get(0).classes()).containsExactly("negative", "positive");
    assertThat(splits.test().get(0).label()).isEqualTo(1);
  }

  @Test
  void archiveWithoutReviewsIsRefused() throws IOException {
    Path archive = archive(Map.of("aclImdb/train/pos/3_9.txt", "Good"));
    assertThatThrownBy(() -> Imdb.convert(archive, folder))
        .isInstanceOf(UserError.class)
        .hasMessage(archive + ": no aclImdb/test/, expected the archive of IMDb");
  }

  private Path archive(Map<String, String> files) throws IOException {
    Path archive = folder.resolve("reviews.tar.gz");
    try (TarArchiveOutputStream out =
        new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(content.length);
        out.putArchiveEntry(entry);
        out.write(content);
        out.closeArchiveEntry();
      }
    }
    return archive;
  }
}

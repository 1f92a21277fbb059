package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
  @TempDir private Path folder;

  @Test
  void trainsPredictsAndServesInTheFolderItIsGiven() throws Exception {
    Rehearsal.main(new String[] {folder.toString(), "ner"});
    assertThat(folder).isDirectoryContaining("glob:**/run");
    assertThat(folder.resolve("run/model.zip")).isNotEmptyFile();
  }

  @Test
  void failureEndsItWithTheLineThatSaysWhy() {
    assertThatThrownBy(() -> Rehearsal.main(new String[] {folder.toString(), "opera"}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("opera");
    assertThatThrownBy(() -> Rehearsal.main(new String[] {folder.toString(), "stocks"}))
        .hasMessageContaining("predict")
        .hasMessageContaining("error:");
  }
}

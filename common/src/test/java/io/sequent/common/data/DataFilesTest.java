package io.sequent.common.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFilesTest {
  @Test
  void whatProgramsLeaveBesideDataIsLeftOutAndSaid(@TempDir Path folder) throws IOException {
    for (String name :
        new String[] {
          "a.csv", "a.csv.gz", "b.csv.gz", "a.csv~", "a.csv.bak", "._a.csv", "~$a.csv", "a.txt"
        }) {
      Files.createFile(folder.resolve(name));
    }
    DataFiles found = DataFiles.in(folder, "*.csv*");
    assertThat(found.files()).containsExactly(folder.resolve("a.csv"), folder.resolve("b.csv.gz"));
    assertThat(found.notes())
        .hasSize(5)
        .contains("left out: " + folder.resolve("a.csv.gz") + ", beside the unpacked a.csv")
        .contains("left out: " + folder.resolve("a.csv.bak") + ", a backup or hidden file");
  }

  @Test
  void noneAreFoundWhereThereIsNoFolder(@TempDir Path folder) throws IOException {
    assertThat(DataFiles.in(folder.resolve("none"), "*").files()).isEmpty();
  }
}

package io.sequent.tasks.stocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.Splits;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StocksDataTest {
  private static final Config CONFIG =
      TaskSettings.defaults(new StocksTask()).with(Map.of("window", "5", "horizon", "1"), "");
  private static final StocksData DATA = new StocksData();

  @TempDir private Path folder;

  private static String prices(int days, IntPredicate present) {
    return IntStream.range(0, days)
        .filter(present)
        .mapToObj(i -> LocalDate.of(2020, 1, 1).plusDays(i) + "," + (100 + i))
        .collect(Collectors.joining("\n", "Date,Close\n", "\n"));
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static PriceHistory history(Splits<PriceWindow> splits) {
    return splits.test().get(0).history();
  }

  @Test
  void seriesOfDifferentDaysAreJoinedOnTheirCommonDays() throws IOException {
    write("A.csv", prices(40, i -> i != 10));
    write("B.csv", prices(40, i -> i >= 8 && i != 20));
    Splits<PriceWindow> splits = DATA.read(folder, CONFIG);
    PriceHistory history = history(splits);
    assertThat(history.days()).hasSize(30).doesNotContain(LocalDate.of(2020, 1, 11));
    assertThat(List.of(history.closes())).allSatisfy(day -> assertThat(day[0]).isEqualTo(day[1]));
    assertThat(splits.notes())
        .containsExactly("days that not all series have are left out: 9 of 39 of A, 1 of 31 of B");
  }

  @Test
  void seriesWithoutEnoughCommonDaysAreRefused() throws IOException {
    write("A.csv", prices(40, i -> i < 20));
    write("B.csv", prices(40, i -> i >= 15));
    assertThatThrownBy(() -> DATA.read(folder, CONFIG))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("5 trading days that all series have, expected at least 15");
    write("B.csv", prices(40, i -> i >= 20));
    assertThatThrownBy(() -> DATA.read(folder, CONFIG))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("0 trading days that all series have");
  }

  @Test
  void backupsPackedTwinsAndTextsBesideTablesAreLeftOutWithAWord() throws IOException {
    String prices = prices(40, i -> true);
    Path a = write("A.csv", prices);
    write("._A.csv", "x");
    write("A.csv.bak", prices);
    write("A.csv~", prices);
    write("README.txt", "About these prices");
    for (String name : List.of("A.csv.gz", "B.tsv.gz")) {
      try (OutputStream packed =
          new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
        packed.write(prices.replace(',', '\t').getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(DATA.files(folder, CONFIG)).containsExactly(a, folder.resolve("B.tsv.gz"));
    Splits<PriceWindow> splits = DATA.read(folder, CONFIG);
    assertThat(history(splits).series()).containsExactly("A", "B");
    assertThat(splits.notes())
        .hasSize(6)
        .contains("B.tsv.gz: form tab")
        .anyMatch(note -> note.contains("A.csv.gz, beside the unpacked A.csv"))
        .anyMatch(note -> note.contains("README.txt, a text beside tables"));
  }

  @Test
  void textsAreSeriesWhereThereIsNoTable() throws IOException {
    write("aaa.us.txt", prices(40, i -> true));
    assertThat(history(DATA.read(folder, CONFIG)).series()).containsExactly("aaa.us");
    Config named = CONFIG.with(Map.of("series", "aaa.us"), "");
    assertThat(history(DATA.read(folder, named)).series()).containsExactly("aaa.us");
  }

  @Test
  void twoFilesOfOneSeriesAreRefused() throws IOException {
    write("A.csv", prices(40, i -> true));
    write("A.tsv", prices(40, i -> true).replace(',', '\t'));
    assertThatThrownBy(() -> DATA.read(folder, CONFIG))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("A.tsv: a second series 'A', expected each to have its name");
    assertThatThrownBy(() -> DATA.read(folder, CONFIG.with(Map.of("series", "A"), "")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("A.csv and");
  }

  @Test
  void oneFileIsOneSeriesAndEvaluatedWhole() throws IOException {
    Path file = write("A.csv", prices(40, i -> true));
    assertThat(DATA.read(file, CONFIG).train()).hasSize(27);
    Splits<PriceWindow> evaluated = DATA.readForEvaluation(file, CONFIG, List.of("A"));
    assertThat(evaluated.test()).hasSize(35);
    assertThat(evaluated.notes()).isEmpty();
    assertThat(DATA.readForEvaluation(file, CONFIG, List.of("GOOG")).notes())
        .containsExactly("evaluated as GOOG of the model: A");
    assertThatThrownBy(() -> DATA.readForEvaluation(file, CONFIG, List.of("A", "B")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("A.csv: series A, expected A, B as the model has");
  }

  @Test
  void folderIsEvaluatedOnTheSeriesOfTheModel() throws IOException {
    for (String name : List.of("A", "B", "C")) {
      write(name + ".csv", prices(40, i -> true));
    }
    Splits<PriceWindow> evaluated = DATA.readForEvaluation(folder, CONFIG, List.of("C", "A"));
    assertThat(history(evaluated).series()).containsExactly("C", "A");
    assertThat(evaluated.test()).hasSize(4);
  }

  @Test
  void sameFormsOfManyFilesAreSaidOnce() throws IOException {
    for (char name = 'A'; name < 'J'; name++) {
      write(name + ".csv", prices(40, i -> true).replace("Close", "Last"));
    }
    assertThat(DATA.read(folder, CONFIG).notes())
        .containsExactly(
            "A.csv, B.csv, C.csv, D.csv, E.csv and 4 more: closes in 'Last', days in 'Date'");
  }
}

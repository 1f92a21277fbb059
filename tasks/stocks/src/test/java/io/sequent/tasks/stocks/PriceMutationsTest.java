package io.sequent.tasks.stocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.config.Config;
import io.sequent.common.data.Mutations;
import io.sequent.common.data.Splits;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files of prices are read or refused in one line. */
class PriceMutationsTest {
  private static final Config CONFIG =
      TaskSettings.defaults(new StocksTask()).with(Map.of("window", "5", "horizon", "1"), "");
  private static final int DAYS = 40;
  private static final int MUTATIONS = 200;

  @TempDir private Path folder;

  private int refused(String header, IntFunction<String> row) throws IOException {
    byte[] original =
        IntStream.range(0, DAYS)
            .mapToObj(row)
            .collect(Collectors.joining("\n", header + "\n", "\n"))
            .getBytes(StandardCharsets.UTF_8);
    return Mutations.read(folder.resolve("A.csv"), original, MUTATIONS, this::readAndCheck);
  }

  private void readAndCheck(Path file) throws IOException {
    Splits<PriceWindow> splits = new StocksData().read(folder, CONFIG);
    for (double[] day : splits.train().get(0).history().closes()) {
      assertThat(Arrays.stream(day)).allMatch(close -> close > 0 && close <= 1e15);
    }
    assertThat(new PriceView().check(splits, CONFIG).tables()).isNotEmpty();
  }

  @Test
  void ofYahoo() throws IOException {
    int refused =
        refused(
            "Date,Open,Close,Volume",
            i -> LocalDate.of(2020, 1, 1).plusDays(i) + ",1.5," + (100 + i) + ".25,1000");
    assertThat(refused).isBetween(MUTATIONS / 4, MUTATIONS - 1);
  }

  @Test
  void ofInvesting() throws IOException {
    DateTimeFormatter date = DateTimeFormatter.ofPattern("MMM dd, yyyy", Locale.ENGLISH);
    int refused =
        refused(
            "\"Date\",\"Price\",\"Open\",\"Vol.\",\"Change %\"",
            i ->
                "\"%s\",\"%s\",\"7,000.10\",\"12.3K\",\"0.5%%\""
                    .formatted(
                        date.format(LocalDate.of(2020, 3, 1).minusDays(i)),
                        String.format(Locale.ROOT, "%,.2f", 990 + 1.5 * i)));
    assertThat(refused).isBetween(MUTATIONS / 4, MUTATIONS - 1);
  }
}

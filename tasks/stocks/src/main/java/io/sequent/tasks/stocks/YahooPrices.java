package io.sequent.tasks.stocks;

import io.sequent.common.UserError;
import io.sequent.common.data.DataSource;
import io.sequent.common.data.Downloads;
import io.sequent.common.data.Downloads.RemoteFile;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.io.Sha256;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fetches daily prices of GOOG and AAPL (from Bluefin-Tuna/Yahoo-Finance-Historical-Data, MIT),
 * keeps 2010 to 2018 and brings AAPL back to its level before the 4:1 split of August 2020. What
 * comes out is checked; the checksum of the source files is not published.
 */
final class YahooPrices implements DataSource.Fetcher {
  private static final String FIRST = "2010-01-04";
  private static final String LAST = "2018-12-31";
  private static final BigDecimal SPLIT = BigDecimal.valueOf(4);
  private static final int PRICE_DECIMALS = 6;
  private static final int DATE = 0;
  private static final int VOLUME = 6;

  private static final String REPOSITORY =
      "https://raw.githubusercontent.com/Bluefin-Tuna/Yahoo-Finance-Historical-Data/"
          + "8b34492b150d8478d353d7441e36978e1b3092e2/";

  @Override
  public void fetch(Downloads downloads, Path folder) throws IOException {
    List<String> sources = List.of("GOOG.csv", "AAPL.csv");
    downloads.fetch(
        sources.stream()
            .map(name -> RemoteFile.unchecked(URI.create(REPOSITORY + name), source(folder, name)))
            .toList());
    make(
        folder.resolve("GOOG.csv"),
        period(TextFile.read(source(folder, "GOOG.csv"))),
        "6c8c3ddc7b321c5da3ee0fa0c80688b2d7ebd1b7868d397074aa5afd96308f55");
    String apple = period(TextFile.read(source(folder, "AAPL.csv")));
    make(
        folder.resolve("AAPL_presplit.csv"),
        beforeSplit(apple),
        "69731ae2358c536256762575897d6fe3ee7735c815dac2ea8bb7a6f64d570c74");
    for (String name : sources) {
      Files.delete(source(folder, name));
    }
  }

  private static Path source(Path folder, String name) {
    return folder.resolve(name + ".whole");
  }

  /** The header and the rows of the period. */
  static String period(String csv) {
    return lines(
        csv,
        row ->
            row.compareTo(FIRST) >= 0 && row.substring(0, LAST.length()).compareTo(LAST) <= 0
                ? row
                : "");
  }

  /** Prices times 4, volumes divided by 4. */
  static String beforeSplit(String csv) {
    return lines(
        csv,
        row -> {
          String[] fields = row.split(",", -1);
          for (int i = DATE + 1; i < VOLUME; i++) {
            fields[i] =
                new BigDecimal(fields[i])
                    .multiply(SPLIT)
                    .setScale(PRICE_DECIMALS, RoundingMode.HALF_EVEN)
                    .toPlainString();
          }
          fields[VOLUME] =
              new BigDecimal(fields[VOLUME])
                  .divide(SPLIT, 0, RoundingMode.HALF_EVEN)
                  .toPlainString();
          return String.join(",", fields);
        });
  }

  private static String lines(String csv, UnaryOperator<String> row) {
    List<String> lines = csv.lines().toList();
    return Stream.concat(Stream.of(lines.get(0)), lines.stream().skip(1).map(row))
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static void make(Path file, String content, String sha256) throws IOException {
    String actual = Sha256.of(content);
    if (!actual.equals(sha256)) {
      throw new UserError(
          "%s: SHA-256 would be %s, expected %s; the publisher changed the prices"
              .formatted(file, actual, sha256));
    }
    AtomicFile.write(file, content);
  }
}

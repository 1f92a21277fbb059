package io.sequent.tasks.sentiment;

import io.sequent.common.UserError;
import io.sequent.common.data.DataSource;
import io.sequent.common.data.Downloads;
import io.sequent.common.data.Downloads.RemoteFile;
import io.sequent.common.io.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Fetches the Large Movie Review Dataset (Maas et al. 2011), 25,000 training and 25,000 test
 * reviews, half of each positive, and writes it as {@code train.csv} and {@code test.csv}. The
 * checksum of the archive is the one that TensorFlow Datasets lists.
 */
final class Imdb implements DataSource.Fetcher {
  private static final URI ARCHIVE =
      URI.create("https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz");
  private static final String SHA256 =
      "c40f74a18d3b61f90feba1e17730e0d38e8b97c05fa7008942e91923d1658fe4";

  /** Part, class, number of the review, stars. */
  private static final Pattern REVIEW =
      Pattern.compile("aclImdb/(train|test)/(neg|pos)/(\\d+)_(\\d+)\\.txt");

  private static final List<String> HEADER = List.of("label", "rating", "id", "text");

  @Override
  public void fetch(Downloads downloads, Path folder) throws IOException {
    Path archive = folder.resolve("aclImdb_v1.tar.gz");
    downloads.fetch(List.of(new RemoteFile(ARCHIVE, SHA256, archive)));
    convert(archive, folder);
  }

  /** One review; they are written by number, the negative one of two first. */
  private record Review(int label, int rating, int number, String text) {
    List<Object> row() {
      return List.of(label, rating, (label == 0 ? "neg/" : "pos/") + number, text);
    }
  }

  /**
   * Writes the reviews of an archive as two CSV files.
   *
   * @throws UserError if it has none of a part
   */
  static void convert(Path archive, Path folder) throws IOException {
    Map<String, List<Review>> parts = new HashMap<>();
    try (InputStream file = Files.newInputStream(archive);
        TarArchiveInputStream entries = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        Matcher name = REVIEW.matcher(entry.getName());
        if (name.matches()) {
          String text = new String(entries.readAllBytes(), StandardCharsets.UTF_8);
          parts
              .computeIfAbsent(name.group(1), part -> new ArrayList<>())
              .add(
                  new Review(
                      name.group(2).equals("neg") ? 0 : 1,
                      Integer.parseInt(name.group(4)),
                      Integer.parseInt(name.group(3)),
                      text));
        }
      }
    }
    for (String part : List.of("train", "test")) {
      List<Review> reviews = parts.getOrDefault(part, List.of());
      if (reviews.isEmpty()) {
        throw new UserError(archive + ": no aclImdb/" + part + "/, expected the archive of IMDb");
      }
      write(reviews, folder.resolve(part + ".csv"));
    }
  }

  private static void write(List<Review> reviews, Path file) throws IOException {
    List<Review> sorted = new ArrayList<>(reviews);
    sorted.sort(Comparator.comparing(Review::number).thenComparing(Review::label));
    StringBuilder text = new StringBuilder();
    CSVFormat format = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
    try (CSVPrinter printer = new CSVPrinter(text, format)) {
      printer.printRecord(HEADER);
      for (Review review : sorted) {
        printer.printRecord(review.row());
      }
    }
    AtomicFile.write(file, text.toString());
  }
}

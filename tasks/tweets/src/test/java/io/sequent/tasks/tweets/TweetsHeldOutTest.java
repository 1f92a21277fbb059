package io.sequent.tasks.tweets;

import io.sequent.common.classify.LabelledText;
import io.sequent.common.cli.HeldOutTestContract;
import io.sequent.common.io.Sha256;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * The test tweets become others. Which part a tweet is in depends on the hash of its text, so the
 * new ones are such that the hash leaves them where the old ones were.
 */
class TweetsHeldOutTest extends HeldOutTestContract {
  private static final TweetsTask TASK = new TweetsTask();
  private static final int LABEL = 1;
  private static final int TWEET = 2;

  @Override
  protected String task() {
    return "tweets";
  }

  @Override
  protected void poison(Path data) throws IOException {
    List<LabelledText> test = TASK.data().read(data, TaskSettings.defaults(TASK)).test();
    Map<Integer, String> lastOfTest = new HashMap<>();
    test.forEach(
        tweet ->
            lastOfTest.merge(
                tweet.label(), Sha256.of(tweet.text()), (a, b) -> a.compareTo(b) > 0 ? a : b));
    Map<String, String> others = new HashMap<>();
    int number = 0;
    for (LabelledText tweet : test) {
      String other;
      do {
        number++;
        other = "qqq " + number;
      } while (Sha256.of(other).compareTo(lastOfTest.get(tweet.label())) > 0);
      others.put(tweet.text(), other);
    }
    replace(data.resolve("hate_offensive.csv"), others);
  }

  private static void replace(Path file, Map<String, String> others) throws IOException {
    List<CSVRecord> rows;
    try (Reader reader = Files.newBufferedReader(file);
        CSVParser parser = CSVParser.parse(reader, CSVFormat.DEFAULT)) {
      rows = parser.getRecords();
    }
    try (Writer writer = Files.newBufferedWriter(file);
        CSVPrinter printer = new CSVPrinter(writer, CSVFormat.DEFAULT)) {
      for (CSVRecord row : rows) {
        String tweet = row.get(TWEET);
        printer.printRecord(row.get(0), row.get(LABEL), others.getOrDefault(tweet, tweet));
      }
    }
  }
}

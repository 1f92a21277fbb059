package io.sequent.tasks.textgen;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.Batches;
import io.sequent.common.data.ConsecutiveBatches;
import io.sequent.common.data.DataSource;
import io.sequent.common.data.Splits;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.task.DataView;
import io.sequent.common.task.TaskData;
import io.sequent.common.train.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A text, cut into windows: its last tenth for testing, one end of the rest for validation. */
final class TextgenData implements TaskData<TextWindow> {
  static final String SHAKESPEARE = "tinyshakespeare.txt";

  private static final double TEST = 0.1;

  @Override
  public DataSource source() {
    return new DataSource("text", List.of(SHAKESPEARE), new TextFiles())
        .published("tiny shakespeare", "in the public domain; its repository is under MIT");
  }

  @Override
  public List<Path> files(Path place, Config config) throws IOException {
    return List.of(Text.file(place, config.get(TextgenSettings.FILE)));
  }

  @Override
  public Splits<TextWindow> read(Path place, Config config) throws IOException {
    Text read = Text.read(place, config);
    int[] text = read.characters();
    int window = config.get(TextgenSettings.WINDOW);
    double validation = config.get(TextgenSettings.VALIDATION);
    int train = (int) ((1 - TEST - validation) * text.length);
    int both = (int) ((1 - TEST) * text.length);
    if (train <= window || both - train <= window || text.length - both <= window) {
      throw new UserError(
          ("%s: %,d characters, of which %,d for training, %,d for validation, %,d for testing;"
                  + " expected more than a window of %,d in each part")
              .formatted(
                  read.file(), text.length, train, both - train, text.length - both, window));
    }
    boolean validatesFirst = config.get(TextgenSettings.VALIDATION_PART) == ValidationPart.START;
    int border = validatesFirst ? both - train : train;
    List<TextWindow> first = TextWindow.of(Arrays.copyOfRange(text, 0, border), window);
    List<TextWindow> second = TextWindow.of(Arrays.copyOfRange(text, border, both), window);
    List<TextWindow> test = TextWindow.of(Arrays.copyOfRange(text, both, text.length), window);
    return new Splits<>(
        validatesFirst ? second : first, validatesFirst ? first : second, test, read.notes());
  }

  /** The whole text; characters that the model does not know count as the unknown one. */
  @Override
  public Splits<TextWindow> readForEvaluation(Path place, Config config, List<String> labels)
      throws IOException {
    Text read = Text.read(place, config);
    int[] text = read.characters();
    if (text.length < 2) {
      throw new UserError(
          "%s: %d characters, expected at least 2".formatted(read.file(), text.length));
    }
    Set<String> known = Set.copyOf(labels);
    Map<Integer, Long> unknown =
        Arrays.stream(text)
            .filter(character -> !known.contains(Character.toString(character)))
            .boxed()
            .collect(Collectors.groupingBy(c -> c, TreeMap::new, Collectors.counting()));
    Splits<TextWindow> whole =
        new Splits<>(
            List.of(),
            List.of(),
            TextWindow.of(text, config.get(TextgenSettings.WINDOW)),
            read.notes());
    return unknown.isEmpty()
        ? whole
        : whole.noting(
            List.of(read.file() + ": characters unknown to the model: " + Text.named(unknown)));
  }

  /** Shuffled windows, or with {@code memory=carried} parallel streams of windows in order. */
  @Override
  public Batches<TextWindow> batches(
      List<TextWindow> windows, Vectorizer<TextWindow> vectorizer, Config config) {
    boolean jitter = config.get(TextgenSettings.WINDOW_JITTER);
    if (config.get(TextgenSettings.MEMORY) == Memory.WINDOW) {
      if (jitter) {
        throw new UserError(
            "setting 'window-jitter': true is for memory=carried only, expected false");
      }
      return TaskData.super.batches(windows, vectorizer, config);
    }
    int streams = config.get(TrainingSettings.BATCH_SIZE);
    return jitter
        ? new MixedWindows(windows, vectorizer, config.get(TextgenSettings.WINDOW), streams)
        : new ConsecutiveBatches<>(windows, vectorizer, streams);
  }

  @Override
  public DataView<TextWindow> view() {
    return new TextgenView();
  }
}

package io.sequent.tasks.ner;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.Batches;
import io.sequent.common.data.DataSource;
import io.sequent.common.data.Splits;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.task.DataView;
import io.sequent.common.task.TaskData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sentences in three IOB2 files. */
final class NerData implements TaskData<TaggedSentence> {
  static final String TRAIN = "train.iob2.tsv";
  static final String VALIDATION = "dev.iob2.tsv";
  static final String TEST = "test.iob2.tsv";

  @Override
  public DataSource source() {
    return new DataSource("ner_uk/v1_iob", List.of(TRAIN, VALIDATION, TEST), new NerUk());
  }

  @Override
  public List<Path> files(Path place, Config config) {
    if (!Files.isDirectory(place)) {
      throw new UserError(
          place + ": expected a folder with " + TRAIN + ", " + VALIDATION + " and " + TEST);
    }
    return Stream.of(TRAIN, VALIDATION, TEST).map(place::resolve).toList();
  }

  @Override
  public Splits<TaggedSentence> read(Path place, Config config) throws IOException {
    List<Path> files = files(place, config);
    List<TaggedSentence> train = Iob2Reader.read(files.get(0));
    List<String> tagSet = train.get(0).tagSet();
    return new Splits<>(
        inText(train, config),
        inText(Iob2Reader.read(files.get(1), tagSet), config),
        inText(Iob2Reader.read(files.get(2), tagSet), config));
  }

  /** Gives each sentence its neighbours, as far as the features look. */
  private static List<TaggedSentence> inText(List<TaggedSentence> part, Config config) {
    int distance = TokenFeatures.distance(config);
    List<List<String>> text = part.stream().map(TaggedSentence::tokens).toList();
    return IntStream.range(0, part.size())
        .mapToObj(i -> part.get(i).within(Mentions.around(text, i, distance)))
        .toList();
  }

  /** With {@code name-swaps}, training sentences get other names, new ones each epoch. */
  @Override
  public Batches<TaggedSentence> batches(
      List<TaggedSentence> sentences, Vectorizer<TaggedSentence> vectorizer, Config config) {
    Batches<TaggedSentence> unchanged = TaskData.super.batches(sentences, vectorizer, config);
    double share = config.get(NameSwaps.SHARE);
    return share == 0 ? unchanged : new NameSwaps(unchanged, share);
  }

  @Override
  public DataView<TaggedSentence> view() {
    return new NerView();
  }
}

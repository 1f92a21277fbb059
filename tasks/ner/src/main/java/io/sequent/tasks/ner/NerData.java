package io.sequent.tasks.ner;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.data.Batches;
import io.sequent.common.data.DataSettings;
import io.sequent.common.data.DataSource;
import io.sequent.common.data.Splits;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.task.DataView;
import io.sequent.common.task.TaskData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tagged sentences in the forms of {@link NerReader}, a file for each part. */
final class NerData implements TaskData<TaggedSentence> {
  static final String TRAIN = "train.iob2.tsv";
  static final String VALIDATION = "dev.iob2.tsv";
  static final String TEST = "test.iob2.tsv";

  static final Setting<TagScheme> FORMAT =
      Setting.choice(
          "format", TagScheme.AUTO, "scheme of the tags in data files; auto finds it by looking");

  /** Of training sentences, where no file is for validation. */
  private static final double HELD_OUT = 0.1;

  @Override
  public DataSource source() {
    return new DataSource("ner_uk/v1_iob", List.of(TRAIN, VALIDATION, TEST), new NerUk())
        .published("NER-UK 1.0", "CC BY-NC-SA 4.0");
  }

  @Override
  public List<Path> files(Path place, Config config) throws IOException {
    return parts(place).read();
  }

  private static NerFiles parts(Path place) throws IOException {
    String expected = "train, dev and test, such as " + TRAIN + " or train.conll";
    if (!Files.isDirectory(place)) {
      throw new UserError(place + ": expected a folder with files for " + expected);
    }
    NerFiles parts = NerFiles.in(place);
    if (parts.train().isEmpty() || parts.test().isEmpty()) {
      throw new UserError(
          "%s: no file for %s, expected files for %s"
              .formatted(place, parts.train().isEmpty() ? "training" : "testing", expected));
    }
    return parts;
  }

  @Override
  public Splits<TaggedSentence> read(Path place, Config config) throws IOException {
    NerFiles parts = parts(place);
    NerCorpus corpus = corpus(parts.all(), config);
    Path train = parts.train().orElseThrow();
    Path test = parts.test().orElseThrow();
    List<String> tagSet = corpus.tagSet(train);
    int distance = TokenFeatures.distance(config);
    List<String> notes = new ArrayList<>(parts.notes());
    notes.addAll(corpus.notes());
    List<TaggedSentence> learning = corpus.sentences(train, tagSet, distance);
    List<TaggedSentence> tested = corpus.sentences(test, tagSet, distance);
    Splits<TaggedSentence> splits;
    Optional<Path> validation = parts.validation();
    if (validation.isPresent()) {
      List<TaggedSentence> validated = corpus.sentences(validation.get(), tagSet, distance);
      notes.addAll(NerCorpus.unknownTypes(validation.get(), validated, "training"));
      splits = new Splits<>(learning, validated, tested);
    } else {
      splits = Splits.holdOut(learning, HELD_OUT, config.get(CommonSettings.SEED), tested, train);
      notes.add(
          "no file for validation: %d of %d training sentences are held out for it"
              .formatted(splits.validation().size(), learning.size()));
    }
    notes.addAll(NerCorpus.unknownTypes(test, tested, "training"));
    return splits.noting(notes);
  }

  /** All sentences of a file, or of a folder of texts; or those for testing of a divided set. */
  @Override
  public Splits<TaggedSentence> readForEvaluation(Path place, Config config, List<String> labels)
      throws IOException {
    NerFiles parts =
        Files.isDirectory(place)
            ? NerFiles.in(place)
            : new NerFiles(Optional.empty(), Optional.empty(), Optional.of(place), List.of());
    Path test = parts.test().orElse(place);
    NerCorpus corpus = corpus(parts.all().isEmpty() ? List.of(place) : parts.all(), config);
    List<String> types = corpus.tagSet(test);
    if (types.size() > 1 && types.stream().skip(1).noneMatch(labels::contains)) {
      throw new UserError(
          test + ": tags " + types + ", none of which the model has, expected some of " + labels);
    }
    List<TaggedSentence> sentences = corpus.sentences(test, labels, TokenFeatures.distance(config));
    List<String> notes = new ArrayList<>(parts.notes());
    notes.addAll(corpus.notes());
    notes.addAll(NerCorpus.unknownTypes(test, sentences, "the model"));
    return new Splits<>(List.of(), List.<TaggedSentence>of(), sentences, notes);
  }

  private static NerCorpus corpus(List<Path> places, Config config) throws IOException {
    return new NerCorpus(places, config.get(DataSettings.ENCODING), config.get(FORMAT));
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

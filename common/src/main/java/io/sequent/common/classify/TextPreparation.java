package io.sequent.common.classify;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.Vocabulary;
import io.sequent.common.data.VocabularySettings;
import io.sequent.common.encoder.EncoderSettings;
import io.sequent.common.encoder.TextEncoder;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.report.Shortened;
import io.sequent.common.task.Preparation;
import io.sequent.common.text.TextPipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is fitted on the training texts.
 *
 * @param terms the words that are known, or the n-grams
 * @param classes the names of the classes, by the index that the network gives them
 * @param fitted what else was counted
 * @param encoder the pretrained encoder that reads the texts, where there is one
 * @param notes about it
 */
record TextPreparation(
    Vocabulary terms,
    List<String> classes,
    FittedText fitted,
    Optional<TextEncoder> encoder,
    @Override List<String> notes)
    implements Preparation {
  private static final String CLASSES = "classes.txt";
  private static final Vocabulary NO_TERMS = Vocabulary.of(Stream.empty(), 1, 0);

  /** One, and the special ones at both ends. */
  private static final int FEWEST_PIECES = 3;

  TextPreparation {
    classes = List.copyOf(classes);
    notes = List.copyOf(notes);
  }

  static TextPreparation of(List<LabelledText> train, Config config) {
    return EncoderSettings.areOn(config) ? ofPieces(train, config) : ofTerms(train, config);
  }

  /** An encoder has its own vocabulary: nothing is counted but the classes. */
  private static TextPreparation ofPieces(List<LabelledText> train, Config config) {
    TextInput.of(config); // Refuses what no network can be built of.
    int most = config.get(ClassifierSettings.MAX_LENGTH);
    if (most < FEWEST_PIECES) {
      throw new UserError(
          "setting '%s': %d, expected at least %d word pieces with an encoder"
              .formatted(ClassifierSettings.MAX_LENGTH, most, FEWEST_PIECES));
    }
    TextEncoder encoder = TextEncoder.of(config, most);
    TextPipeline pipeline = TextPipeline.from(config);
    List<String> cleaned = train.stream().map(text -> pipeline.cleaned(text.text())).toList();
    List<String> classes = train.get(0).classes();
    return new TextPreparation(
        NO_TERMS,
        classes,
        new FittedText(
            most,
            classCounts(train, classes.size()),
            List.of(),
            Decision.mostProbable(classes.size()).logOffsets(),
            Temperature.NONE.value(),
            List.of()),
        Optional.of(encoder),
        List.of(encoder.describe(cleaned)));
  }

  private static TextPreparation ofTerms(List<LabelledText> train, Config config) {
    Terms terms = Terms.of(config);
    List<List<String>> texts = train.stream().map(text -> terms.of(text.text())).toList();
    List<String> classes = train.get(0).classes();
    // Hashes need no vocabulary.
    Vocabulary vocabulary =
        config.get(ClassifierSettings.MODEL).readsBag() && config.get(TermSettings.HASH_ENTRIES) > 0
            ? NO_TERMS
            : vocabulary(texts, config);
    return new TextPreparation(
        vocabulary,
        classes,
        new FittedText(
            maxLength(texts, config),
            classCounts(train, classes.size()),
            config.get(ClassifierSettings.MODEL).readsBag()
                ? termFactors(train, texts, TermIds.of(vocabulary, config), config)
                : List.of(),
            Decision.mostProbable(classes.size()).logOffsets(),
            Temperature.NONE.value(),
            List.of()),
        Optional.empty(),
        List.of());
  }

  /** The same with words that are shown where others are {@linkplain WordMask masked}. */
  TextPreparation showing(List<String> words) {
    return new TextPreparation(terms, classes, fitted.showing(words), encoder, notes);
  }

  /** The same with another calibration. */
  TextPreparation with(Temperature temperature, Decision decision) {
    return new TextPreparation(terms, classes, fitted.with(temperature, decision), encoder, notes);
  }

  /**
   * The same for shorter texts.
   *
   * @param words of a text that are read at most
   */
  TextPreparation cutTo(int words) {
    return new TextPreparation(terms, classes, fitted.cutTo(words), encoder, notes);
  }

  private static Vocabulary vocabulary(List<List<String>> texts, Config config) {
    double share = config.get(ClassifierSettings.MAX_SHARE);
    if (share == 1) {
      return VocabularySettings.vocabulary(texts.stream().flatMap(List::stream), config);
    }
    Map<String, Integer> frequencies = new HashMap<>();
    texts.forEach(
        text -> new HashSet<>(text).forEach(term -> frequencies.merge(term, 1, Integer::sum)));
    Set<String> everywhere = new HashSet<>();
    frequencies.forEach(
        (term, frequency) -> {
          if (frequency > share * texts.size()) {
            everywhere.add(term);
          }
        });
    Stream<String> rest =
        texts.stream().flatMap(List::stream).filter(term -> !everywhere.contains(term));
    return VocabularySettings.vocabulary(rest, config);
  }

  private static List<Float> termFactors(
      List<LabelledText> train, List<List<String>> terms, TermIds ids, Config config) {
    int[] labels = train.stream().mapToInt(LabelledText::label).toArray();
    TermCounts counts = new TermCounts(terms, labels, train.get(0).classes().size(), ids);
    TermWeighting weighting = config.get(TermSettings.WEIGHTING);
    return IntStream.range(0, counts.terms())
        .mapToObj(term -> (float) weighting.factor(counts, term))
        .toList();
  }

  private static int maxLength(List<List<String>> texts, Config config) {
    int most = config.get(ClassifierSettings.MAX_LENGTH);
    double quantile = config.get(ClassifierSettings.LENGTH_QUANTILE);
    if (quantile == 1) {
      return most;
    }
    int[] lengths = texts.stream().mapToInt(List::size).sorted().toArray();
    int rank = (int) Math.ceil(quantile * lengths.length) - 1;
    return Math.max(1, Math.min(most, lengths[rank]));
  }

  private static List<Integer> classCounts(List<LabelledText> train, int classes) {
    int[] counts = new int[classes];
    train.forEach(text -> counts[text.label()]++);
    return IntStream.of(counts).boxed().toList();
  }

  static TextPreparation restore(Path run, Config config) throws IOException {
    Vocabulary terms = Vocabulary.load(run.resolve(Vocabulary.FILE));
    List<String> classes = ClassNames.read(run.resolve(CLASSES));
    int weighted = TextInput.of(config) == TextInput.BAG ? TermIds.of(terms, config).count() : 0;
    FittedText fitted = FittedText.restore(run, classes.size(), weighted);
    Optional<TextEncoder> encoder =
        EncoderSettings.areOn(config)
            ? Optional.of(TextEncoder.restore(run, config, fitted.maxLength()))
            : Optional.empty();
    return new TextPreparation(terms, classes, fitted, encoder, List.of());
  }

  @Override
  public void save(Path run) throws IOException {
    terms.save(run.resolve(Vocabulary.FILE));
    AtomicFile.write(run.resolve(CLASSES), ClassNames.text(classes));
    fitted.save(run);
    if (encoder.isPresent()) {
      encoder.get().save(run);
    }
  }

  @Override
  public List<String> labels() {
    return classes;
  }

  /**
   * The index of a text's class.
   *
   * @throws UserError if the training data had no such class
   */
  int index(LabelledText text) {
    String name = text.classes().get(text.label());
    int index = classes.indexOf(name);
    if (index < 0) {
      throw new UserError(
          "class '%s' is not known to the model, expected one of %s"
              .formatted(ClassNames.line(name), Shortened.names(ClassNames.lines(classes))));
    }
    return index;
  }
}

package io.sequent.common.classify;

import io.sequent.common.check.DataCheck;
import io.sequent.common.check.DataCheck.Item;
import io.sequent.common.config.Config;
import io.sequent.common.data.SequenceLengths;
import io.sequent.common.data.Splits;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Shortened;
import io.sequent.common.report.Table;
import io.sequent.common.task.DataView;
import io.sequent.common.text.TextPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Shows labelled texts. */
final class TextView implements DataView<LabelledText> {
  private static final int SHOWN_CLASSES = 50;
  private static final int FEW_CLASSES = 10;

  @Override
  public Table examples(List<LabelledText> texts) {
    return new Table(
        "Texts",
        List.of("class", "text"),
        texts.stream().map(t -> List.of(t.classes().get(t.label()), t.text())).toList());
  }

  /** The classes, with the number of training texts of each, and those that a part lacks. */
  @Override
  public List<String> notes(Splits<LabelledText> splits) {
    List<String> classes = ClassNames.lines(splits.train().get(0).classes());
    int[] train = counts(splits.train(), classes.size());
    List<String> each =
        IntStream.range(0, train.length)
            .mapToObj(c -> "%s %,d".formatted(classes.get(c), train[c]))
            .toList();
    List<String> notes = new ArrayList<>();
    notes.add(
        "classes: %d: %s".formatted(classes.size(), Shortened.list(each, SHOWN_CLASSES, ", ")));
    missing(
        notes, "training", train, classes, "; are the data sorted by class, and cut by max-train?");
    missing(notes, "validation", counts(splits.validation(), train.length), classes, "");
    missing(notes, "test", counts(splits.test(), train.length), classes, "");
    return notes;
  }

  private static int[] counts(List<LabelledText> texts, int classes) {
    int[] counts = new int[classes];
    texts.forEach(text -> counts[text.label()]++);
    return counts;
  }

  private static void missing(
      List<String> notes, String part, int[] counts, List<String> classes, String advice) {
    List<String> missing =
        IntStream.range(0, counts.length)
            .filter(c -> counts[c] == 0)
            .mapToObj(classes::get)
            .toList();
    if (!missing.isEmpty()) {
      notes.add(
          "warning: no %s texts of %s%s"
              .formatted(part, Shortened.list(missing, FEW_CLASSES, ", "), advice));
    }
  }

  @Override
  public DataCheck check(Splits<LabelledText> splits, Config config) {
    List<String> classes = ClassNames.lines(splits.train().get(0).classes());
    return DataCheck.ofTexts(
        splits.map(t -> new Item(t.text(), List.of(classes.get(t.label())))),
        "texts",
        "class",
        TextPipeline.from(config)::words);
  }

  /** The text after each step of its preparation. */
  @Override
  public Optional<Table> steps(LabelledText example, Config config) {
    return Optional.of(
        new Table(
            "A text after each step",
            List.of("step", "text"),
            TextPipeline.from(config).trace(example.text()).stream()
                .map(step -> List.of(step.name(), step.text()))
                .toList()));
  }

  /** A histogram of the lengths of training texts in words. */
  @Override
  public List<Picture> pictures(Splits<LabelledText> splits, Config config) {
    TextPipeline pipeline = TextPipeline.from(config);
    int[] lengths =
        splits.train().stream().mapToInt(text -> pipeline.words(text.text()).size()).toArray();
    return List.of(
        new SequenceLengths(lengths, config.get(ClassifierSettings.MAX_LENGTH), "words")
            .histogram());
  }
}

package io.sequent.tasks.ner;

import io.sequent.common.evaluation.Score;
import io.sequent.common.evaluation.Sizes;
import io.sequent.common.report.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * Strict entity-level scores: an entity is found only if its type, first and last token are all
 * right. The figures are those of the CoNLL-2003 shared task's conlleval, and of seqeval.
 *
 * @param micro counts over the entities of all types; its {@link Score#f1} is the usual headline
 * @param types the score of each type that occurs in truth or prediction, by name
 */
record SpanF1(Score micro, SortedMap<String, Score> types) {
  SpanF1 {
    types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
  }

  /**
   * Evaluates predicted tags. Broken predictions are read as {@link Span#of} says.
   *
   * @param truth IOB2 tags of each sentence
   * @param prediction predicted tags, as many sentences of the same lengths
   */
  public static SpanF1 of(List<List<String>> truth, List<List<String>> prediction) {
    Sizes.same("truth", truth.size(), "prediction", prediction.size());
    Map<String, Score> types = new TreeMap<>();
    for (int s = 0; s < truth.size(); s++) {
      Sizes.same(
          "truth of sentence " + s, truth.get(s).size(), "prediction", prediction.get(s).size());
      List<Span> actual = Span.of(truth.get(s));
      Set<Span> predicted = new HashSet<>(Span.of(prediction.get(s)));
      for (Span span : actual) {
        int found = predicted.remove(span) ? 1 : 0;
        types.merge(span.type(), new Score(found, found, 1), Score::plus);
      }
      for (Span span : predicted) {
        types.merge(span.type(), new Score(0, 1, 0), Score::plus);
      }
    }
    Score micro = types.values().stream().reduce(new Score(0, 0, 0), Score::plus);
    return new SpanF1(micro, new TreeMap<>(types));
  }

  /** The mean precision of the types, 0..1. */
  public double macroPrecision() {
    return mean(Score::precision);
  }

  /** The mean recall of the types, 0..1. */
  public double macroRecall() {
    return mean(Score::recall);
  }

  /** The mean F1 of the types that occur in truth or prediction, 0..1. */
  public double macroF1() {
    return mean(Score::f1);
  }

  /** One row a type and one for each mean. */
  public Table table(String title) {
    List<List<String>> rows = new ArrayList<>();
    types.forEach((name, score) -> rows.add(score.row(name)));
    rows.add(micro.row("micro mean"));
    rows.add(
        Score.row(
            "macro mean",
            macroPrecision(),
            macroRecall(),
            macroF1(),
            String.valueOf(micro.actual())));
    return new Table(title, Score.HEADER, rows);
  }

  /**
   * A figure that some reports call F1: for each sentence the F1 of every tag over its tokens,
   * averaged over all tags, absent ones counting 0; then the mean over sentences. Since most tags
   * are absent from most sentences it stays near one over the number of tags, whatever the model
   * does, and serves for comparison with such reports alone.
   *
   * @param truth tags of each sentence; at least one sentence
   * @param prediction predicted tags, as many sentences of the same lengths
   * @param tags all tags there are, {@code O} included
   */
  public static double sentenceMacroF1(
      List<List<String>> truth, List<List<String>> prediction, List<String> tags) {
    Sizes.same("truth", truth.size(), "prediction", prediction.size());
    Sizes.notEmpty("truth", truth.size());
    Sizes.notEmpty("tags", tags.size());
    double sum = 0;
    for (int s = 0; s < truth.size(); s++) {
      sum += tokenF1(truth.get(s), prediction.get(s), tags);
    }
    return sum / truth.size();
  }

  /** The sum of the F1 of the tags that occur, over the number of all tags. */
  private static double tokenF1(List<String> truth, List<String> prediction, List<String> tags) {
    Sizes.same("truth", truth.size(), "prediction", prediction.size());
    Map<String, Score> scores = new TreeMap<>();
    for (int i = 0; i < truth.size(); i++) {
      boolean right = truth.get(i).equals(prediction.get(i));
      if (right) {
        scores.merge(truth.get(i), new Score(1, 1, 1), Score::plus);
      } else {
        scores.merge(truth.get(i), new Score(0, 0, 1), Score::plus);
        scores.merge(prediction.get(i), new Score(0, 1, 0), Score::plus);
      }
    }
    Set<String> unknown = new TreeSet<>(scores.keySet());
    tags.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("tags " + unknown + " are not among " + tags);
    }
    return scores.values().stream().mapToDouble(Score::f1).sum() / tags.size();
  }

  private double mean(ToDoubleFunction<Score> figure) {
    return types.values().stream().mapToDouble(figure).average().orElse(0);
  }
}

package io.sequent.tasks.ner;

import io.sequent.common.evaluation.ClassScores;
import io.sequent.common.evaluation.ClassScores.Score;
import io.sequent.common.evaluation.Sizes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Strict entity-level scores: an entity is found only if its type, first and last token are all
 * right. The figures are those of the CoNLL-2003 shared task's conlleval, and of seqeval.
 */
final class SpanF1 {
  private SpanF1() {}

  /**
   * Evaluates predicted tags. Broken predictions are read as {@link Span#of} says.
   *
   * @param truth IOB2 tags of each sentence
   * @param prediction predicted tags, as many sentences of the same lengths
   * @return the score of each type, by name; the F1 of their micro mean is the usual headline
   */
  static ClassScores of(List<List<String>> truth, List<List<String>> prediction) {
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
    return new ClassScores(types);
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
  static double sentenceMacroF1(
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
}

package io.sequent.common.classify;

import io.sequent.common.report.Charts;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Shortened;
import io.sequent.common.report.Table;
import io.sequent.common.task.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * The terms that weigh most for a class of a linear model. A term weighs what one occurrence of it
 * adds to the score of the class (the logarithm of its probability, but for a constant) above the
 * mean of all classes, before a text is brought to length one.
 *
 * @param label the name of the class
 * @param terms at most ten, the largest weight first, all above 0
 */
record TermWeights(String label, List<Term> terms) {
  private static final int MOST_TERMS = 10;
  private static final int MOST_CLASSES = 20;
  private static final int MOST_PICTURES = 6;

  /** Code points. */
  private static final int MAX_NAME = 40;

  /**
   * A term.
   *
   * @param name as people see it
   * @param weight above 0
   */
  record Term(String name, double weight) {}

  TermWeights {
    terms = List.copyOf(terms);
  }

  /**
   * The terms of each class, of many classes for those with most training texts.
   *
   * @param model a linear one
   * @param texts have the names of hashed terms; a term that none of them has stays unknown
   * @param mask for the terms
   */
  static List<TermWeights> of(
      Model<TextPreparation> model, List<LabelledText> texts, WordMask mask) {
    TextPreparation preparation = model.preparation();
    String[] names = names(model, texts);
    float[] weights = model.network().getLayer(0).getParam("W").dup('c').data().asFloat();
    int classes = preparation.classes().size();
    double[][] byClass = new double[classes][names.length];
    for (int term = 0; term < names.length; term++) {
      double mean = 0;
      for (int c = 0; c < classes; c++) {
        mean += weights[term * classes + c] / (double) classes;
      }
      for (int c = 0; c < classes && !names[term].isEmpty(); c++) {
        byClass[c][term] =
            (weights[term * classes + c] - mean) * preparation.fitted().termFactors().get(term);
      }
    }
    return IntStream.range(0, classes)
        .boxed()
        .sorted(Comparator.comparingInt(c -> -preparation.fitted().classCounts().get(c)))
        .limit(MOST_CLASSES)
        .sorted()
        .map(c -> new TermWeights(preparation.classes().get(c), largest(byClass[c], names, mask)))
        .toList();
  }

  /** By their numbers; empty where unknown. */
  private static String[] names(Model<TextPreparation> model, List<LabelledText> texts) {
    TermIds ids = TermIds.of(model.preparation().terms(), model.config());
    String[] names = new String[ids.count()];
    Arrays.fill(names, "");
    if (ids.entries() == 0) {
      for (int id = 2; id < names.length; id++) {
        names[id] = ids.vocabulary().token(id);
      }
      return names;
    }
    Terms terms = Terms.of(model.config());
    Map<String, Integer> counts = new HashMap<>();
    texts.forEach(text -> terms.of(text.text()).forEach(t -> counts.merge(t, 1, Integer::sum)));
    // Of several terms with one number the most frequent.
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
        .forEach(term -> names[ids.of(term.getKey())] = term.getKey());
    return names;
  }

  private static List<Term> largest(double[] weights, String[] names, WordMask mask) {
    Comparator<Integer> order =
        Comparator.comparingDouble((Integer term) -> -weights[term])
            .thenComparing(Comparator.naturalOrder());
    PriorityQueue<Integer> largest = new PriorityQueue<>(order.reversed());
    for (int term = 0; term < weights.length; term++) {
      if (weights[term] > 0) {
        largest.add(term);
        if (largest.size() > MOST_TERMS) {
          largest.remove();
        }
      }
    }
    return largest.stream()
        .sorted(order)
        .map(
            term ->
                new Term(Shortened.text(Terms.shown(names[term], mask), MAX_NAME), weights[term]))
        .toList();
  }

  /** The terms of all classes, a row each. */
  static Table table(List<TermWeights> classes, TermWeighting weighting) {
    List<List<String>> rows = new ArrayList<>();
    for (TermWeights one : classes) {
      for (Term term : one.terms) {
        rows.add(
            List.of(one.label, term.name(), String.format(Locale.ROOT, "%.3f", term.weight())));
      }
    }
    return new Table(
        "Terms that weigh most: what one occurrence adds to the score of the class, above the mean"
            + " of all classes"
            + (weighting.normalises() ? ", before a text is brought to length one" : ""),
        List.of("class", "term", "weight"),
        rows);
  }

  /** A picture for each class that has terms, of the first six. */
  static List<Picture> pictures(List<TermWeights> classes) {
    List<Picture> pictures = new ArrayList<>();
    for (TermWeights one : classes.subList(0, Math.min(MOST_PICTURES, classes.size()))) {
      if (!one.terms.isEmpty()) {
        pictures.add(
            new Picture(
                "terms-" + (pictures.size() + 1),
                Charts.weights(
                    "Terms that weigh most for " + Shortened.text(one.label, MAX_NAME),
                    "weight",
                    one.terms.stream()
                        .map(term -> new Charts.Dot(term.name(), term.weight(), 0, Double.NaN))
                        .toList())));
      }
    }
    return pictures;
  }
}

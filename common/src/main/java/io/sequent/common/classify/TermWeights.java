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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The terms that weigh most for a class of a linear model. A term weighs what one occurrence of it
 * adds to the score of the class (the logarithm of its probability, but for a constant) above the
 * mean of all classes, before a text is brought to length one.
 *
 * @param label the name of the class, shortened
 * @param terms at most ten, the largest weight first, all above 0
 */
record TermWeights(String label, List<Term> terms) {
  private static final int MOST_TERMS = 10;
  private static final int MOST_CLASSES = 20;
  private static final int MOST_PICTURES = 6;

  /** Code points. */
  private static final int MAX_NAME = 40;

  /** Numbers that are looked at together, to bound memory. */
  private static final int CHUNK = 1 << 20;

  private static final Comparator<Weight> ORDER =
      Comparator.comparingDouble((Weight weight) -> -weight.weight())
          .thenComparingInt(Weight::term);

  private record Weight(int term, double weight) {}

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
    int classes = preparation.classes().size();
    int[] shown = mostFrequent(preparation.fitted().classCounts());
    List<Top<Weight>> tops =
        Stream.generate(() -> new Top<>(MOST_TERMS, ORDER)).limit(shown.length).toList();
    String[] names = names(model, texts);
    INDArray weights = model.network().getLayer(0).getParam("W");
    int chunk = Math.max(1, CHUNK / classes);
    for (int from = 0; from < names.length; from += chunk) {
      int to = Math.min(from + chunk, names.length);
      float[] rows =
          weights
              .get(NDArrayIndex.interval(from, to), NDArrayIndex.all())
              .dup('c')
              .data()
              .asFloat();
      for (int term = from; term < to; term++) {
        if (!names[term].isEmpty()) {
          int row = (term - from) * classes;
          double mean = 0;
          for (int c = 0; c < classes; c++) {
            mean += rows[row + c] / (double) classes;
          }
          double factor = preparation.fitted().termFactors().get(term);
          for (int i = 0; i < shown.length; i++) {
            double weight = (rows[row + shown[i]] - mean) * factor;
            if (weight > 0) {
              tops.get(i).add(new Weight(term, weight));
            }
          }
        }
      }
    }
    return IntStream.range(0, shown.length)
        .mapToObj(
            i ->
                new TermWeights(
                    Shortened.text(preparation.classes().get(shown[i]), MAX_NAME),
                    tops.get(i).list().stream()
                        .map(w -> new Term(shown(names[w.term()], mask), w.weight()))
                        .toList()))
        .toList();
  }

  private static String shown(String name, WordMask mask) {
    return Shortened.text(Terms.shown(name, mask), MAX_NAME);
  }

  private static int[] mostFrequent(List<Integer> counts) {
    return IntStream.range(0, counts.size())
        .boxed()
        .sorted(Comparator.comparingInt(c -> -counts.get(c)))
        .limit(MOST_CLASSES)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
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
                    "Terms that weigh most for " + one.label,
                    "weight",
                    one.terms.stream()
                        .map(term -> new Charts.Dot(term.name(), term.weight(), 0, Double.NaN))
                        .toList())));
      }
    }
    return pictures;
  }
}

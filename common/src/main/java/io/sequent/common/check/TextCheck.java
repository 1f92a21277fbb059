package io.sequent.common.check;

import io.sequent.common.check.DataCheck.Finding;
import io.sequent.common.check.DataCheck.Weight;
import io.sequent.common.data.Splits;
import io.sequent.common.report.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * Checks texts with labels: duplicates, overlapping parts, empty texts, labels that are rare or
 * missing in a part, words of validation and test that training does not have.
 */
public final class TextCheck {
  private static final double MANY_DUPLICATES = 0.01;
  private static final double MANY_UNKNOWN_WORDS = 0.2;

  private final String unit;
  private final Function<String, List<String>> words;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * A text as a check sees it.
   *
   * @param labels its class, or the types of its entities
   */
  public record Item(String text, List<String> labels) {
    public Item {
      labels = List.copyOf(labels);
    }

    /** Texts that differ in case and blanks alone are the same. */
    String key() {
      return text.strip().toLowerCase(Locale.ROOT);
    }
  }

  private TextCheck(String unit, Function<String, List<String>> words) {
    this.unit = unit;
    this.words = words;
  }

  /**
   * Checks the parts of a data set.
   *
   * @param unit what an item is, in the plural, such as {@code texts}
   * @param label what a label is, in the singular, such as {@code class}
   * @param words the words of a text, as the model reads them
   */
  public static DataCheck of(
      Splits<Item> parts, String unit, String label, Function<String, List<String>> words) {
    return new TextCheck(unit, words).check(parts, label);
  }

  private DataCheck check(Splits<Item> parts, String label) {
    List<Part> all =
        List.of(
            part("train", parts.train()),
            part("validation", parts.validation()),
            part("test", parts.test()));
    Part train = all.get(0);
    compare(train, all.get(2), Weight.SERIOUS);
    compare(train, all.get(1), Weight.WARNING);
    compare(all.get(1), all.get(2), Weight.WARNING);
    List<List<String>> rows = new ArrayList<>();
    for (Part part : all) {
      double unknown = part.name.equals(train.name) ? Double.NaN : unknownShare(part, train);
      rows.add(row(part, unknown));
      alone(part, unknown);
    }
    LabelCheck labels = new LabelCheck(label, unit, parts);
    findings.addAll(labels.findings());
    return new DataCheck(
        List.of(
            new Table(
                "Parts",
                List.of(
                    "part",
                    unit,
                    "empty",
                    "duplicates",
                    "median words",
                    "most words",
                    "unknown words"),
                rows),
            labels.table()),
        findings);
  }

  private Part part(String name, List<Item> items) {
    Set<String> keys = new HashSet<>();
    Set<String> vocabulary = new HashSet<>();
    int[] lengths = new int[items.size()];
    int empty = 0;
    for (int i = 0; i < items.size(); i++) {
      keys.add(items.get(i).key());
      List<String> read = words.apply(items.get(i).text());
      lengths[i] = read.size();
      empty += read.isEmpty() ? 1 : 0;
      if (name.equals("train")) {
        vocabulary.addAll(read);
      }
    }
    Arrays.sort(lengths);
    return new Part(name, items, keys, vocabulary, lengths, empty);
  }

  /**
   * A part, read once.
   *
   * @param keys of its different texts
   * @param vocabulary of training texts; empty for other parts
   * @param lengths in words, ascending
   * @param empty how many texts have no word
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Part(
      String name,
      List<Item> items,
      Set<String> keys,
      Set<String> vocabulary,
      int[] lengths,
      int empty) {
    int duplicates() {
      return items.size() - keys.size();
    }
  }

  /** The share of the words of a part that training does not have; NaN for no words. */
  private double unknownShare(Part part, Part train) {
    long all = 0;
    long unknown = 0;
    for (Item item : part.items) {
      for (String word : words.apply(item.text())) {
        all++;
        unknown += train.vocabulary.contains(word) ? 0 : 1;
      }
    }
    return all == 0 ? Double.NaN : (double) unknown / all;
  }

  private static List<String> row(Part part, double unknown) {
    int[] lengths = part.lengths;
    return List.of(
        part.name,
        number(part.items.size()),
        number(part.empty),
        number(part.duplicates()),
        lengths.length == 0 ? "-" : number(lengths[lengths.length / 2]),
        lengths.length == 0 ? "-" : number(lengths[lengths.length - 1]),
        Double.isNaN(unknown) ? "-" : percent(unknown));
  }

  private void compare(Part first, Part second, Weight weight) {
    Set<String> empty = Set.of("");
    long shared =
        second.items.stream()
            .map(Item::key)
            .filter(key -> !empty.contains(key) && first.keys.contains(key))
            .count();
    if (shared > 0) {
      findings.add(
          new Finding(
              weight,
              "%s of %s %s %s (%s) stand in %s, too"
                  .formatted(
                      number(shared),
                      number(second.items.size()),
                      second.name,
                      unit,
                      percent((double) shared / second.items.size()),
                      first.name)));
    }
  }

  private void alone(Part part, double unknown) {
    if (part.duplicates() > 0) {
      boolean many = part.duplicates() > MANY_DUPLICATES * part.items.size();
      findings.add(
          new Finding(
              many ? Weight.WARNING : Weight.NOTE,
              "%s of %s %s %s repeat another one"
                  .formatted(
                      number(part.duplicates()), number(part.items.size()), part.name, unit)));
    }
    if (part.empty > 0) {
      findings.add(
          new Finding(
              Weight.WARNING,
              "%s of %s %s %s have no word"
                  .formatted(number(part.empty), number(part.items.size()), part.name, unit)));
    }
    if (unknown > MANY_UNKNOWN_WORDS) {
      findings.add(
          new Finding(
              Weight.WARNING,
              "%s of the words of %s do not occur in train"
                  .formatted(percent(unknown), part.name)));
    }
  }

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}

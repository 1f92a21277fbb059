package io.sequent.common.check;

import io.sequent.common.check.DataCheck.Finding;
import io.sequent.common.check.DataCheck.Item;
import io.sequent.common.check.DataCheck.Weight;
import io.sequent.common.data.Splits;
import io.sequent.common.report.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** The check of {@link DataCheck#ofTexts}. */
final class TextCheck {
  private static final double MANY_DUPLICATES = 0.01;
  private static final double MANY_UNKNOWN_WORDS = 0.2;

  private final String unit;
  private final Function<String, List<String>> words;
  private final List<Finding> findings = new ArrayList<>();

  TextCheck(String unit, Function<String, List<String>> words) {
    this.unit = unit;
    this.words = words;
  }

  DataCheck check(Splits<Item> parts, String label) {
    Set<String> vocabulary = new HashSet<>();
    UnknownWords ofValidation = new UnknownWords(vocabulary);
    UnknownWords ofTest = new UnknownWords(vocabulary);
    Part train = part("train", parts.train(), vocabulary::addAll);
    Part validation = part("validation", parts.validation(), ofValidation::read);
    Part test = part("test", parts.test(), ofTest::read);
    compare(train, test, Weight.SERIOUS);
    compare(train, validation, Weight.WARNING);
    compare(validation, test, Weight.WARNING);
    List<List<String>> rows =
        List.of(
            row(train, Double.NaN),
            row(validation, ofValidation.share()),
            row(test, ofTest.share()));
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

  /** Counts words that are not in the vocabulary. */
  private static final class UnknownWords {
    private final Set<String> vocabulary;
    private long all;
    private long unknown;

    UnknownWords(Set<String> vocabulary) {
      this.vocabulary = vocabulary;
    }

    void read(List<String> words) {
      all += words.size();
      unknown += words.stream().filter(word -> !vocabulary.contains(word)).count();
    }

    /** Their share; NaN of no words. */
    double share() {
      return all == 0 ? Double.NaN : (double) unknown / all;
    }
  }

  /**
   * Reads a part.
   *
   * @param reader gets the words of each text
   */
  private Part part(String name, List<Item> items, Consumer<List<String>> reader) {
    Set<String> keys = new HashSet<>();
    int[] lengths = new int[items.size()];
    for (int i = 0; i < lengths.length; i++) {
      keys.add(items.get(i).key());
      List<String> read = words.apply(items.get(i).text());
      lengths[i] = read.size();
      reader.accept(read);
    }
    Arrays.sort(lengths);
    return new Part(name, items, keys, lengths);
  }

  /**
   * A part.
   *
   * @param keys of its different texts
   * @param lengths in words, ascending
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Part(String name, List<Item> items, Set<String> keys, int[] lengths) {
    int duplicates() {
      return items.size() - keys.size();
    }

    /** How many texts have no word. */
    long empty() {
      return Arrays.stream(lengths).takeWhile(length -> length == 0).count();
    }
  }

  /** A row of the table; what is to be said of the part alone becomes a finding. */
  private List<String> row(Part part, double unknown) {
    alone(part, unknown);
    int[] lengths = part.lengths;
    return List.of(
        part.name,
        number(part.items.size()),
        number(part.empty()),
        number(part.duplicates()),
        lengths.length == 0 ? "-" : number(lengths[lengths.length / 2]),
        lengths.length == 0 ? "-" : number(lengths[lengths.length - 1]),
        Double.isNaN(unknown) ? "-" : percent(unknown));
  }

  private void compare(Part first, Part second, Weight weight) {
    long shared =
        second.items.stream()
            .map(Item::key)
            .filter(key -> !key.isEmpty() && first.keys.contains(key))
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
    if (part.empty() > 0) {
      findings.add(
          new Finding(
              Weight.WARNING,
              "%s of %s %s %s have no word"
                  .formatted(number(part.empty()), number(part.items.size()), part.name, unit)));
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

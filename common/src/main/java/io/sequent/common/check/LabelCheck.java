package io.sequent.common.check;

import static io.sequent.common.check.TextCheck.number;

import io.sequent.common.check.DataCheck.Finding;
import io.sequent.common.check.DataCheck.Item;
import io.sequent.common.check.DataCheck.Weight;
import io.sequent.common.data.Splits;
import io.sequent.common.report.Shortened;
import io.sequent.common.report.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Checks the labels of texts: how often each occurs in each part, and which are contradictory. */
final class LabelCheck {
  private static final int SHOWN = 30;
  private static final int FEW = 10;
  private static final double IMBALANCED = 20;
  private static final int TRAIN = 0;
  private static final int VALIDATION = 1;
  private static final int TEST = 2;

  private final String label;
  private final String unit;
  private final Map<String, long[]> counts = new TreeMap<>();
  private final List<String> byFrequency;
  private final long contradictory;

  LabelCheck(String label, String unit, Splits<Item> parts) {
    this.label = label;
    this.unit = unit;
    count(parts.train(), TRAIN);
    count(parts.validation(), VALIDATION);
    count(parts.test(), TEST);
    byFrequency =
        counts.keySet().stream()
            .sorted(
                Comparator.comparingLong((String name) -> count(name)[TRAIN])
                    .reversed()
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    contradictory = contradictory(parts.train());
  }

  /** How often a label occurs in each part. */
  private long[] count(String name) {
    return Objects.requireNonNull(counts.get(name));
  }

  private void count(List<Item> items, int part) {
    for (Item item : items) {
      for (String name : item.labels()) {
        counts.computeIfAbsent(name, n -> new long[3])[part]++;
      }
    }
  }

  /** Different texts that occur with different labels. */
  private static long contradictory(List<Item> items) {
    Map<String, List<String>> labels = new HashMap<>();
    Set<String> found = new HashSet<>();
    for (Item item : items) {
      List<String> before = labels.putIfAbsent(item.key(), item.labels());
      if (before != null && !before.equals(item.labels())) {
        found.add(item.key());
      }
    }
    return found.size();
  }

  Table table() {
    List<List<String>> rows = new ArrayList<>();
    for (String name : byFrequency.subList(0, Math.min(SHOWN, byFrequency.size()))) {
      long[] each = count(name);
      rows.add(List.of(name, number(each[TRAIN]), number(each[VALIDATION]), number(each[TEST])));
    }
    String left =
        byFrequency.size() > SHOWN
            ? ", the %d most frequent of %s".formatted(SHOWN, number(byFrequency.size()))
            : "";
    return new Table("By " + label + left, List.of(label, "train", "validation", "test"), rows);
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    missing(findings, Weight.SERIOUS, TRAIN, "in test, but not in train", TEST);
    missing(findings, Weight.WARNING, VALIDATION, "in train, but not in validation", TRAIN);
    missing(findings, Weight.WARNING, TEST, "in train, but not in test", TRAIN);
    List<String> rare =
        byFrequency.stream()
            .filter(name -> count(name)[TRAIN] > 0 && count(name)[TRAIN] < FEW)
            .toList();
    if (!rare.isEmpty()) {
      findings.add(
          new Finding(
              Weight.WARNING,
              "fewer than %d train examples of %s: %s"
                  .formatted(FEW, label, Shortened.list(rare, FEW, ", "))));
    }
    if (byFrequency.size() > 1) {
      long most = count(byFrequency.get(0))[TRAIN];
      long least = count(byFrequency.get(byFrequency.size() - 1))[TRAIN];
      if (least > 0 && most > IMBALANCED * least) {
        findings.add(
            new Finding(
                Weight.WARNING,
                "imbalanced: %s has %s train examples, %s has %s"
                    .formatted(
                        byFrequency.get(0),
                        number(most),
                        byFrequency.get(byFrequency.size() - 1),
                        number(least))));
      }
    }
    if (contradictory > 0) {
      findings.add(
          new Finding(
              Weight.WARNING,
              "%s train %s occur with more than one labelling"
                  .formatted(number(contradictory), unit)));
    }
    return findings;
  }

  private void missing(List<Finding> findings, Weight weight, int where, String what, int present) {
    List<String> missing =
        byFrequency.stream()
            .filter(name -> count(name)[where] == 0 && count(name)[present] > 0)
            .toList();
    if (!missing.isEmpty()) {
      findings.add(
          new Finding(weight, label + " " + what + ": " + Shortened.list(missing, FEW, ", ")));
    }
  }
}

package io.sequent.tasks.textgen;

import io.sequent.common.check.DataCheck;
import io.sequent.common.check.DataCheck.Finding;
import io.sequent.common.check.DataCheck.Weight;
import io.sequent.common.data.Splits;
import io.sequent.common.report.Shortened;
import io.sequent.common.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** Looks for rare, unknown and control characters, and for lines of the test text in training. */
final class CharacterCheck {
  private static final int RARE = 10;
  private static final int SHOWN = 20;

  /** Shorter lines, such as names and interjections, recur in any text. */
  private static final int LONG_LINE = 40;

  private static final double OVERLAP = 0.05;

  private CharacterCheck() {}

  static DataCheck of(Splits<TextWindow> splits) {
    List<Finding> findings = new ArrayList<>();
    Part train = Part.of("train", splits.train());
    List<Part> parts =
        List.of(train, Part.of("validation", splits.validation()), Part.of("test", splits.test()));
    Set<String> known = Set.copyOf(train.longLines());
    for (Part part : parts.subList(1, parts.size())) {
      repeated(known, part, findings);
      named(
          findings,
          Weight.WARNING,
          "characters of " + part.name + " that train does not have",
          part,
          c -> !train.counts.containsKey(c));
    }
    named(findings, Weight.WARNING, "control characters in train", train, Text::isControl);
    named(
        findings,
        Weight.NOTE,
        "characters that occur fewer than " + RARE + " times in train",
        train,
        c -> train.counts.getOrDefault(c, 0) < RARE);
    return new DataCheck(
        List.of(
            new Table(
                "Parts",
                List.of("part", "windows", "characters", "different", "lines", "longest line"),
                parts.stream().map(Part::row).toList())),
        findings);
  }

  private static void repeated(Set<String> known, Part part, List<Finding> findings) {
    List<String> lines = part.longLines();
    long shared = lines.stream().filter(known::contains).count();
    if (shared > 0) {
      double share = (double) shared / lines.size();
      findings.add(
          new Finding(
              share > OVERLAP && part.name.equals("test") ? Weight.SERIOUS : Weight.WARNING,
              String.format(
                  Locale.ROOT,
                  "%,d of %,d lines of %s of %d or more characters (%.1f %%) stand in train, too",
                  shared,
                  lines.size(),
                  part.name,
                  LONG_LINE,
                  100 * share)));
    }
  }

  private static void named(
      List<Finding> findings, Weight weight, String what, Part part, IntPredicate which) {
    List<String> found =
        part.counts.keySet().stream().filter(which::test).map(CharacterCheck::name).toList();
    if (!found.isEmpty()) {
      findings.add(new Finding(weight, what + ": " + Shortened.list(found, SHOWN, " ")));
    }
  }

  private static String name(int character) {
    return Character.isISOControl(character) || Character.isWhitespace(character)
        ? String.format(Locale.ROOT, "U+%04X", character)
        : Character.toString(character);
  }

  /**
   * A part of the text.
   *
   * @param counts how often each character occurs
   */
  private record Part(String name, int windows, Map<Integer, Integer> counts, List<String> lines) {
    static Part of(String name, List<TextWindow> windows) {
      Map<Integer, Integer> counts = new TreeMap<>();
      StringBuilder text = new StringBuilder();
      for (TextWindow window : windows) {
        for (int step = 0; step < window.length(); step++) {
          counts.merge(window.input(step), 1, Integer::sum);
          text.appendCodePoint(window.input(step));
        }
      }
      return new Part(name, windows.size(), counts, text.toString().lines().toList());
    }

    List<String> longLines() {
      return lines.stream().filter(line -> line.length() >= LONG_LINE).toList();
    }

    List<String> row() {
      return List.of(
          name,
          number(windows),
          number(counts.values().stream().mapToInt(Integer::intValue).sum()),
          number(counts.size()),
          number(lines.size()),
          number(lines.stream().mapToInt(String::length).max().orElse(0)));
    }

    private static String number(int value) {
      return String.format(Locale.ROOT, "%,d", value);
    }
  }
}

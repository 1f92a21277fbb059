package io.sequent.common.classify;

import io.sequent.common.UserError;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The classes of a data set: which label in its files means which.
 *
 * @param names of the classes, in the order of the network's outputs
 * @param indices of the classes by their labels in the training files
 */
record ClassLabels(List<String> names, Map<String, Integer> indices) {
  /** A file with the names of the classes, one a line. */
  public static final String FILE = "classes.txt";

  ClassLabels {
    names = List.copyOf(names);
    indices = Map.copyOf(indices);
  }

  /**
   * Finds the classes of training rows. Labels are names, or numbers of names, counted from 0 if
   * there is a 0 and else from 1. Without names a label is its own, numbers by size and others by
   * alphabet.
   *
   * @param folder with or without a {@link #FILE} that names the classes
   * @param known the names where the folder has no such file; empty for none
   * @throws UserError if the names are fewer than two or one stands twice, if a label has none, or
   *     if the rows show fewer than two classes
   */
  public static ClassLabels of(Path folder, List<LabelledRow> train, List<String> known)
      throws IOException {
    TreeSet<String> labels = new TreeSet<>(BY_SIZE);
    train.forEach(row -> labels.add(row.label()));
    if (labels.size() < 2) {
      throw new UserError(folder + ": texts of one class only, expected two or more classes");
    }
    Path file = folder.resolve(FILE);
    List<String> names = Files.exists(file) ? names(file) : known;
    if (names.isEmpty()) {
      return ofLabels(List.copyOf(labels));
    }
    return labels.stream().allMatch(ClassLabels::isNumber)
        ? ofNumbers(names, labels.first().equals("0") ? 0 : 1, labels, train)
        : ofNames(names, labels, train);
  }

  private static ClassLabels ofLabels(List<String> labels) {
    return of(labels, labels, labels);
  }

  private static ClassLabels ofNames(
      List<String> names, Set<String> seen, List<LabelledRow> train) {
    ClassLabels all = of(names, names, names);
    train.forEach(all::index);
    return of(names, names, seen);
  }

  private static ClassLabels ofNumbers(
      List<String> names, int first, Set<String> seen, List<LabelledRow> train) {
    List<String> numbers =
        IntStream.range(0, names.size()).mapToObj(i -> String.valueOf(first + i)).toList();
    train.forEach(of(names, numbers, numbers)::index);
    return of(names, numbers, seen);
  }

  private static ClassLabels of(List<String> names, List<String> labels, Collection<String> seen) {
    Map<String, Integer> indices = new HashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      if (seen.contains(labels.get(i))) {
        indices.put(labels.get(i), i);
      }
    }
    return new ClassLabels(names, indices);
  }

  /**
   * A row with its class.
   *
   * @throws UserError if its label is none of these, or of no training text
   */
  public LabelledText text(LabelledRow row) {
    return new LabelledText(row.text(), index(row), names);
  }

  private int index(LabelledRow row) {
    Integer index = indices.get(row.label());
    if (index == null) {
      List<String> labels =
          indices.entrySet().stream()
              .sorted(Map.Entry.comparingByValue())
              .map(Map.Entry::getKey)
              .toList();
      throw UserError.at(
          row.file(),
          row.line(),
          "unknown class '%s', expected one that training texts have, of %s"
              .formatted(row.label(), labels));
    }
    return index;
  }

  private static List<String> names(Path file) throws IOException {
    List<String> names =
        TextFile.read(file).lines().map(String::strip).filter(name -> !name.isEmpty()).toList();
    if (names.size() < 2 || names.stream().distinct().count() < names.size()) {
      throw new UserError(
          file + ": names " + names + ", expected two or more different classes, one a line");
    }
    return names;
  }

  static boolean isNumber(String label) {
    return label.matches("-?(0|[1-9][0-9]*)");
  }

  /** Numbers first, by size. */
  private static final Comparator<String> BY_SIZE =
      Comparator.comparing((String label) -> !isNumber(label))
          .thenComparing(label -> isNumber(label) ? new BigInteger(label) : BigInteger.ZERO)
          .thenComparing(Comparator.naturalOrder());
}

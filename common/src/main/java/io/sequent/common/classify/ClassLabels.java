package io.sequent.common.classify;

import io.sequent.common.UserError;
import io.sequent.common.report.Shortened;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The classes of a data set: which label in its files means which.
 *
 * @param names of the classes, in the order of the network's outputs
 * @param indices of the classes by the labels that rows may have
 * @param having what has these labels, for messages, such as {@code the model has}
 * @param notes what is to be said of the labels, a line each; may be empty
 */
record ClassLabels(
    List<String> names, Map<String, Integer> indices, String having, List<String> notes) {
  /** A file with the names of the classes, one a line. */
  static final String FILE = "classes.txt";

  private static final String TRAINING = "training texts have";
  private static final String MODEL = "the model has";
  private static final int SHOWN = 50;

  /** Fewer letters are no abbreviation of a name. */
  private static final int ABBREVIATION = 3;

  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)");

  ClassLabels {
    names = List.copyOf(names);
    indices = Map.copyOf(indices);
    notes = List.copyOf(notes);
  }

  /**
   * Finds the classes of training rows. Labels are names, or numbers of names. Numbers count from 0
   * if there is a 0, from 1 if there is one as large as the names are many, else as the task does.
   * Without names a label is its own, numbers by size and others by alphabet.
   *
   * @param folder with or without a {@link #FILE} that names the classes
   * @param test rows whose labels tell how numbers count, too
   * @param known the names that the task counts from 0, where the folder has no such file; empty
   *     for none
   * @throws UserError if the names are fewer than two or one stands twice, if a label has none, or
   *     if the rows show fewer than two classes
   */
  static ClassLabels of(
      Path folder, List<LabelledRow> train, List<LabelledRow> test, List<String> known)
      throws IOException {
    Set<String> labels = labels(train.stream());
    if (labels.size() < 2) {
      throw new UserError(folder + ": texts of one class only, expected two or more classes");
    }
    List<String> listed = names(folder);
    List<String> names = listed.isEmpty() ? known : listed;
    if (names.isEmpty()) {
      List<String> own = List.copyOf(labels);
      return new ClassLabels(own, of(own), TRAINING, List.of());
    }
    Set<String> all = labels(Stream.concat(train.stream(), test.stream()));
    Meaning meaning = Meaning.of(names, listed.isEmpty(), all);
    train.forEach(new ClassLabels(names, meaning.indices, TRAINING, List.of())::index);
    Map<String, Integer> indices = new HashMap<>(meaning.indices);
    indices.keySet().retainAll(labels);
    return new ClassLabels(names, indices, TRAINING, meaning.notes);
  }

  /**
   * The classes of a trained model, for rows to evaluate it on. Labels are their names, or numbers
   * that mean names in the folder, of the task or of the model.
   *
   * @param model the names of the model's classes, by its outputs
   * @param known the names that the task counts from 0; empty for none
   * @throws UserError if the names in the folder are fewer than two or one stands twice
   */
  static ClassLabels ofModel(
      List<String> model, Path folder, List<LabelledRow> rows, List<String> known)
      throws IOException {
    Set<String> labels = labels(rows.stream());
    if (model.containsAll(labels)) {
      return new ClassLabels(model, of(model), MODEL, List.of());
    }
    List<String> listed = names(folder);
    List<String> names = listed.isEmpty() ? model : listed;
    Meaning meaning = Meaning.of(names, listed.isEmpty() && model.equals(known), labels);
    Map<String, Integer> indices = new HashMap<>(of(model));
    meaning.indices.forEach(
        (label, index) -> {
          int output = model.indexOf(names.get(index));
          if (output >= 0) {
            indices.putIfAbsent(label, output);
          }
        });
    return new ClassLabels(model, indices, MODEL, meaning.notes);
  }

  /** The names in a folder; none if it does not list them. */
  private static List<String> names(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.exists(file) ? ClassNames.read(file) : List.of();
  }

  private static TreeSet<String> labels(Stream<LabelledRow> rows) {
    TreeSet<String> sorted = new TreeSet<>(BY_SIZE);
    // Most are equal, and a hash tells that sooner than a comparison by size.
    sorted.addAll(rows.map(LabelledRow::label).collect(Collectors.toSet()));
    return sorted;
  }

  private static Map<String, Integer> of(List<String> labels) {
    return IntStream.range(0, labels.size()).boxed().collect(Collectors.toMap(labels::get, i -> i));
  }

  /**
   * What labels mean where classes have names.
   *
   * @param indices of the names by labels
   * @param notes where that is no matter of course
   */
  private record Meaning(Map<String, Integer> indices, List<String> notes) {
    /**
     * @param ofTask whether the names are those of the task, which counts them from 0 and has words
     *     for which data may have abbreviations
     */
    static Meaning of(List<String> names, boolean ofTask, Set<String> labels) {
      if (!names.containsAll(labels) && labels.stream().allMatch(ClassLabels::isNumber)) {
        return ofNumbers(names, ofTask, labels);
      }
      Map<String, Integer> indices = new HashMap<>(ClassLabels.of(names));
      List<String> notes = new ArrayList<>();
      for (String label : labels) {
        List<String> meant = names.stream().filter(name -> isShort(label, name)).toList();
        if (ofTask && meant.size() == 1 && indices.putIfAbsent(label, of(names, meant)) == null) {
          notes.add("label %s: read as %s".formatted(ClassNames.line(label), meant.get(0)));
        }
      }
      return new Meaning(indices, notes);
    }

    private static int of(List<String> names, List<String> meant) {
      return names.indexOf(meant.get(0));
    }

    private static Meaning ofNumbers(List<String> names, boolean fromZero, Set<String> labels) {
      boolean sure = labels.contains("0") || labels.contains(String.valueOf(names.size()));
      int first = labels.contains("0") || (!sure && fromZero) ? 0 : 1;
      List<String> numbers =
          IntStream.range(first, first + names.size()).mapToObj(String::valueOf).toList();
      List<String> told =
          IntStream.range(0, numbers.size())
              .filter(i -> labels.contains(numbers.get(i)))
              .mapToObj(i -> numbers.get(i) + " is " + ClassNames.line(names.get(i)))
              .toList();
      return new Meaning(
          ClassLabels.of(numbers),
          sure ? List.of() : List.of("labels: numbers, " + Shortened.list(told, SHOWN, ", ")));
    }

    private static boolean isShort(String label, String name) {
      return label.equalsIgnoreCase(name)
          || (label.length() >= ABBREVIATION
              && name.toLowerCase(Locale.ROOT).startsWith(label.toLowerCase(Locale.ROOT)));
    }
  }

  /**
   * A row with its class.
   *
   * @throws UserError if its label is none of these
   */
  LabelledText text(LabelledRow row) {
    return new LabelledText(row.text(), index(row), names);
  }

  private int index(LabelledRow row) {
    Integer index = indices.get(row.label());
    if (index == null) {
      List<String> labels =
          indices.entrySet().stream()
              .sorted(Map.Entry.comparingByValue())
              .map(label -> ClassNames.line(label.getKey()))
              .toList();
      throw UserError.at(
          row.file(),
          row.line(),
          "unknown class '%s', expected one that %s, of [%s]"
              .formatted(
                  ClassNames.line(row.label()), having, Shortened.list(labels, SHOWN, ", ")));
    }
    return index;
  }

  static boolean isNumber(String label) {
    return NUMBER.matcher(label).matches();
  }

  /** Numbers first, by size. */
  private static final Comparator<String> BY_SIZE =
      Comparator.comparing((String label) -> !isNumber(label))
          .thenComparing(label -> isNumber(label) ? new BigInteger(label) : BigInteger.ZERO)
          .thenComparing(Comparator.naturalOrder());
}

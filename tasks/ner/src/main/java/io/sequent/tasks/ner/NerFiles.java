package io.sequent.tasks.ner;

import io.sequent.common.UserError;
import io.sequent.common.data.DataFiles;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of a data set in a folder, known by their names: that of a part and an ending, such as
 * {@code train.conll}, {@code uk-ud-dev.conllu} or {@code eng.testb}. A part can be a folder too,
 * of texts with BRAT annotations.
 *
 * @param train to train on
 * @param validation if there is such a part
 * @param test to evaluate on
 * @param notes what was left out, a line each
 */
record NerFiles(
    Optional<Path> train, Optional<Path> validation, Optional<Path> test, List<String> notes) {
  private static final Set<String> TRAIN = Set.of("train", "training");
  private static final Set<String> VALIDATION =
      Set.of("dev", "devel", "val", "valid", "validation", "testa");
  private static final Set<String> TEST = Set.of("test", "testing", "testb");

  /** So that files in no form of tagged text, such as lists of documents, are passed over. */
  private static final List<String> ENDINGS =
      List.of(
          ".tsv",
          ".txt",
          ".conll",
          ".conllu",
          ".conllup",
          ".conll03",
          ".conll2003",
          ".bio",
          ".bio2",
          ".iob",
          ".iob1",
          ".iob2",
          ".bioes",
          ".iobes",
          ".bilou",
          ".bmes",
          ".ner",
          ".jsonl",
          ".ndjson",
          ".json");

  /** Of files that can be something else. */
  private static final Set<String> OF_ANY_FORM = Set.of(".txt", ".jsonl", ".ndjson", ".json");

  private static final Set<String> TABLES_AND_JSON = Set.of(".csv", ".jsonl", ".ndjson", ".json");

  NerFiles {
    notes = List.copyOf(notes);
  }

  /**
   * Looks for the parts in a folder.
   *
   * @throws UserError if two files are for one part
   */
  static NerFiles in(Path folder) throws IOException {
    DataFiles found = DataFiles.in(folder, "*{train,dev,val,test}*");
    return new NerFiles(
        part(folder, "training", found.files(), TRAIN),
        part(folder, "validation", found.files(), VALIDATION),
        part(folder, "testing", found.files(), TEST),
        found.notes());
  }

  private static Optional<Path> part(
      Path folder, String what, List<Path> files, Set<String> names) {
    List<Path> part = files.stream().filter(file -> names.contains(part(file))).toList();
    if (part.size() > 1) {
      throw new UserError(
          "%s: %s and %s are both for %s, expected one file"
              .formatted(folder, part.get(0).getFileName(), part.get(1).getFileName(), what));
    }
    return part.stream().findFirst();
  }

  /** The last word of a name without its endings. */
  private static String part(Path file) {
    String name =
        withoutEndings(TextFile.plainName(file.getFileName().toString()).toLowerCase(Locale.ROOT));
    int end =
        Math.max(name.lastIndexOf('.'), Math.max(name.lastIndexOf('-'), name.lastIndexOf('_')));
    return name.substring(end + 1);
  }

  private static String withoutEndings(String name) {
    String rest = name;
    boolean shorter = true;
    while (shorter) {
      String current = rest;
      rest =
          ENDINGS.stream()
              .filter(current::endsWith)
              .findFirst()
              .map(ending -> current.substring(0, current.length() - ending.length()))
              .orElse(current);
      shorter = rest.length() < current.length();
    }
    // As a folder in a jar is named.
    return rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
  }

  /** Whether a file has its tokens in columns, by the ending of its name. */
  static boolean hasColumns(Path file) {
    String name = TextFile.plainName(file.toString()).toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(e -> !OF_ANY_FORM.contains(e) && name.endsWith(e));
  }

  /** Whether a name has the ending of a table or of JSON. */
  static boolean isOtherThanColumns(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return TABLES_AND_JSON.stream().anyMatch(lower::endsWith);
  }

  /** The parts that are there, training first. */
  List<Path> all() {
    return Stream.of(train, validation, test).flatMap(Optional::stream).toList();
  }

  /** All files that are read. */
  List<Path> read() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path part : all()) {
      files.addAll(NerReader.files(part));
    }
    return files.stream().distinct().toList();
  }
}

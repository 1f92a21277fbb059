package io.sequent.tasks.ner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Adds predicted tags to lines of {@link Columns}: as one more column, the last; in CoNLL-U, which
 * has no more than ten, among the features of the last one.
 */
record PredictedColumn(Columns columns) {
  private static final String PREDICTED = "predicted_";
  private static final String NOTHING = "_";
  private static final String NER = "NER=";
  private static final String OWN = "Predicted" + NER;

  /** The line of a token with its tag. */
  String withTag(String line, String tag) {
    return columns.isConllU() ? withFeature(line, tag) : with(line, tag);
  }

  /** A line that has as many columns but no token to tag, such as a word of several tokens. */
  String without(String line, String empty) {
    return columns.isConllU() ? line : with(line, empty);
  }

  /** The line that names the columns. */
  String header(String line) {
    return with(line, PREDICTED + columns.cells(line)[columns.tag()]);
  }

  /** A comment; one that names the columns gets one more name. */
  String comment(String line) {
    return Columns.isGlobal(line) ? line.stripTrailing() + " PREDICTED:NER" : line;
  }

  private String with(String line, String cell) {
    return columns.tabs() ? line + "\t" + cell : line.stripTrailing() + " " + cell;
  }

  private String withFeature(String line, String tag) {
    String[] cells = columns.cells(line);
    String features = cells[cells.length - 1];
    List<String> all = new ArrayList<>();
    if (!features.equals(NOTHING) && !features.isEmpty()) {
      all.addAll(Arrays.asList(features.split("\\|", -1)));
    }
    if (!tag.equals(TagScheme.OUTSIDE)) {
      boolean isTagged = all.stream().anyMatch(feature -> feature.startsWith(NER));
      all.add((isTagged || columns.tags() == Columns.TagCell.FEATURE ? OWN : NER) + tag);
    }
    cells[cells.length - 1] = all.isEmpty() ? NOTHING : String.join("|", all);
    return String.join("\t", cells);
  }
}

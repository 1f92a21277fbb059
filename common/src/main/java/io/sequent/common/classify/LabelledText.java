package io.sequent.common.classify;

import java.util.List;
import java.util.Objects;

/**
 * A text with its class.
 *
 * @param text the text
 * @param label the class, an index into {@code classes}
 * @param classes the names of all classes of the set, one list shared by its texts; each text
 *     carries it because a small training part need not show every class
 */
public record LabelledText(String text, int label, List<String> classes) {
  public LabelledText {
    classes = List.copyOf(classes);
    Objects.checkIndex(label, classes.size());
  }
}

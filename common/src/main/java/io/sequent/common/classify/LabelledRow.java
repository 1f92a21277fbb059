package io.sequent.common.classify;

import java.nio.file.Path;

/**
 * A text with its class as it stands in a file.
 *
 * @param file where it is from
 * @param line where the row starts
 * @param label without blanks around it, not empty
 * @param text the text, possibly empty
 */
record LabelledRow(Path file, long line, String label, String text) {}

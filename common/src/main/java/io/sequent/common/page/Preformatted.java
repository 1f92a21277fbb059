package io.sequent.common.page;

/**
 * A text whose lines and blanks stay as they are, such as a generated one.
 *
 * @param caption one line above it
 * @param text any text
 */
public record Preformatted(String caption, String text) {}

package io.sequent.tasks.ner;

/**
 * A line of a file of columns, as it is to be written with a predicted tag.
 *
 * @param text of the line
 * @param token whether it has a token, so that the tag is still to come
 */
record SourceLine(String text, boolean token) {}

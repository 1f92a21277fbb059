package io.sequent.common.data;

/**
 * How long the sequences of a set are before any is cut.
 *
 * @param lengths steps of each sequence
 * @param cutOff longer sequences are cut to so many steps; 0 if none is
 * @param unit what a step is, in the plural, such as {@code words}
 */
public record SequenceLengths(int[] lengths, int cutOff, String unit) {}

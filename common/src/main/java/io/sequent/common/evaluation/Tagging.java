package io.sequent.common.evaluation;

/**
 * The tags of one sequence, as a network tells them.
 *
 * @param tags the index of the best tag of each step, padding left out
 * @param probabilities of every tag at each step
 */
public record Tagging(int[] tags, StepProbabilities probabilities) {}

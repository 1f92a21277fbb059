package io.sequent.common.text;

/**
 * What a step has made of a text.
 *
 * @param name of the step, which is that of its setting
 * @param text after the step, white space made single spaces; words separated by them
 */
public record StepOutput(String name, String text) {}

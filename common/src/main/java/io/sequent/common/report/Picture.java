package io.sequent.common.report;

/**
 * A drawing for the run folder, a page or a notebook.
 *
 * @param name the file's name without its ending, such as {@code confusion-matrix}
 * @param drawing what it shows
 */
public record Picture(String name, Drawing drawing) {}

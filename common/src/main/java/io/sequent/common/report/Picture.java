package io.sequent.common.report;

import org.knowm.xchart.internal.chartpart.Chart;

/**
 * A chart for the run folder.
 *
 * @param name the file's name without its ending, such as {@code confusion-matrix}
 * @param chart what it shows
 */
public record Picture(String name, Chart<?, ?> chart) {}

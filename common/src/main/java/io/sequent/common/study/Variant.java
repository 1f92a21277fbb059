package io.sequent.common.study;

import java.util.Map;

/**
 * One way to set what a row leaves open.
 *
 * @param label such as {@code learning-rate=1e-3}; empty for the only variant of a row that tunes
 *     nothing
 * @param settings what the variant sets beyond its row, setting name to value
 */
record Variant(String label, Map<String, String> settings) {
  Variant {
    settings = Axes.ordered(settings);
  }
}

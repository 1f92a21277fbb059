package io.sequent.common.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A training that a strategy proposes.
 *
 * @param values setting name to value
 * @param epochs their number, including those of a shorter training of the same values
 */
record Proposal(Map<String, String> values, int epochs) {
  Proposal {
    if (values == null || values.values().stream().anyMatch(Objects::isNull) || epochs < 1) {
      throw new IllegalArgumentException("expected values of settings, and 1 epoch or more");
    }
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}

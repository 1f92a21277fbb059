package io.sequent.common.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a strategy wants to be trained.
 *
 * @param values setting name to value
 * @param epochs how many, those of a shorter training of the same values included
 */
public record Proposal(Map<String, String> values, int epochs) {
  public Proposal {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}

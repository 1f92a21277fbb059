package io.sequent.common.spark;

import java.io.Serializable;
import java.util.Map;

/** How a node has done an order. */
sealed interface NodeAnswer extends Serializable {
  /** The run folder is at the driver, with the result. */
  record Finished() implements NodeAnswer {}

  /**
   * The training failed.
   *
   * @param versions as a run's provenance has them
   * @param machine as a run's provenance has it
   */
  record Failed(
      String reason, String node, Map<String, String> versions, Map<String, String> machine)
      implements NodeAnswer {}

  /** The node does not see the data. */
  record NeedsData(String node) implements NodeAnswer {}

  /** The node can do no such training, which the user has to know. */
  record Refused(String reason) implements NodeAnswer {}
}

package io.sequent.common.export;

import io.sequent.common.export.layer.NetworkForm;
import io.sequent.common.export.onnx.OnnxGraph;
import io.sequent.common.export.onnx.Value;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** What stands in an exported file beside a network. */
public interface ExportView {
  /**
   * What is needed to make the inputs and to understand the outputs, such as a vocabulary.
   *
   * @return by name, each a value that Jackson writes
   */
  default Map<String, Object> metadata() {
    return Map.of();
  }

  /** Texts of files that belong to it, by name, such as that of a tokenizer. */
  default Map<String, String> files() {
    return Map.of();
  }

  /** How the network is used outside. */
  default NetworkForm form() {
    return NetworkForm.PLAIN;
  }

  /** A network whose output the exported one reads, and which is exported with it. */
  default Optional<MultiLayerNetwork> below() {
    return Optional.empty();
  }

  /** What is computed around the network; nothing by default. */
  default Optional<Surroundings> surroundings() {
    return Optional.empty();
  }

  /** What a graph computes before and after its network. */
  interface Surroundings {
    /**
     * Declares inputs and makes what the network reads of them.
     *
     * @return whole sequences, float [batch, time, channels]
     */
    Value before(OnnxGraph graph);

    /**
     * Makes outputs, and declares them.
     *
     * @param output of the network
     */
    void after(OnnxGraph graph, Value output);
  }
}

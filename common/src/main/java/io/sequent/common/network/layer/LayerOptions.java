package io.sequent.common.network.layer;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.conf.layers.Layer;

/** What configurations with and without parameters have in common. */
final class LayerOptions {
  private LayerOptions() {}

  /** The name of a configuration and its options, such as {@code WindowMaximum(size=2)}. */
  static String describe(
      Layer layer, List<Map.Entry<String, ?>> sizes, List<Map.Entry<String, ?>> options) {
    return Stream.concat(sizes.stream(), options.stream())
        .map(option -> option.getKey() + "=" + option.getValue())
        .collect(Collectors.joining(", ", layer.getClass().getSimpleName() + "(", ")"));
  }

  /**
   * The input as sequences.
   *
   * @param index of the layer, for the message
   * @throws IllegalStateException if it is anything else
   */
  static InputTypeRecurrent sequences(Layer layer, int index, InputType input) {
    if (input instanceof InputTypeRecurrent sequences) {
      return sequences;
    }
    throw new IllegalStateException(
        "%s accepts sequences, but layer %d gets %s"
            .formatted(layer.getClass().getSimpleName(), index, input));
  }
}

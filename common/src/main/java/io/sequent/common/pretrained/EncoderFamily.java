package io.sequent.common.pretrained;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Encoders of the same layers that differ in the names of their files. */
enum EncoderFamily {
  BERT(List.of("bert"), 0, "encoder", Names.OF_BERT),
  /** The first two positions are never those of a text. */
  ROBERTA(List.of("roberta", "xlm-roberta", "camembert"), 2, "encoder", Names.OF_BERT),
  DISTILBERT(List.of("distilbert"), 0, "transformer", Names.OF_DISTILBERT);

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> modelTypes;

  private final int positionOffset;
  private final String layers;

  @SuppressWarnings("ImmutableEnumChecker") // collected as unmodifiable
  private final Map<String, String> names;

  EncoderFamily(
      List<String> modelTypes, int positionOffset, String layers, Map<String, String> names) {
    this.modelTypes = modelTypes;
    this.positionOffset = positionOffset;
    this.layers = layers;
    this.names = names;
  }

  /** The family of a {@code model_type} in {@code config.json}. */
  static Optional<EncoderFamily> of(String modelType) {
    return Arrays.stream(values()).filter(f -> f.modelTypes.contains(modelType)).findFirst();
  }

  /** All that {@link #of} knows, for messages. */
  static String known() {
    return Arrays.stream(values())
        .flatMap(f -> f.modelTypes.stream())
        .collect(Collectors.joining(", "));
  }

  /** How many rows of the positions' array stand before that of a text's first word piece. */
  int positionOffset() {
    return positionOffset;
  }

  /**
   * What a file calls an array, less what stands before all its names.
   *
   * @param name as in {@link PretrainedEncoder}
   */
  String storedName(String name) {
    int dot = name.lastIndexOf('.');
    String part = name.substring(0, dot);
    String kind = name.substring(dot);
    if (!part.startsWith(Names.LAYER)) {
      return names.getOrDefault(part, part) + kind;
    }
    int afterNumber = part.indexOf('.', Names.LAYER.length());
    return layers
        + "."
        + part.substring(0, afterNumber + 1)
        + names.get(part.substring(afterNumber + 1))
        + kind;
  }

  /** What the parts are called; before those of a layer stands its number. */
  private static final class Names {
    static final String LAYER = "layer.";

    static final Map<String, String> OF_EMBEDDINGS =
        Map.of(
            "embeddings.word", "embeddings.word_embeddings",
            "embeddings.position", "embeddings.position_embeddings",
            "embeddings.type", "embeddings.token_type_embeddings",
            "embeddings.norm", "embeddings.LayerNorm");

    static final Map<String, String> OF_BERT =
        with(
            Map.of(
                "query", "attention.self.query",
                "key", "attention.self.key",
                "value", "attention.self.value",
                "attention", "attention.output.dense",
                "attention.norm", "attention.output.LayerNorm",
                "intermediate", "intermediate.dense",
                "output", "output.dense",
                "output.norm", "output.LayerNorm"));

    static final Map<String, String> OF_DISTILBERT =
        with(
            Map.of(
                "query", "attention.q_lin",
                "key", "attention.k_lin",
                "value", "attention.v_lin",
                "attention", "attention.out_lin",
                "attention.norm", "sa_layer_norm",
                "intermediate", "ffn.lin1",
                "output", "ffn.lin2",
                "output.norm", "output_layer_norm"));

    private static Map<String, String> with(Map<String, String> ofLayer) {
      return Stream.of(OF_EMBEDDINGS, ofLayer)
          .flatMap(map -> map.entrySet().stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
  }
}

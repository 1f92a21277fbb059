package io.sequent.common.network.file;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;

/**
 * Classes that saved models name by the place they had at the time: a model outlives a move of the
 * class. Whoever moves a class that a configuration can hold adds its former name.
 */
final class FormerNames {
  private static final String NETWORK = "io.sequent.common.network.";

  /** The names of today by former name. */
  static final Map<String, String> CURRENT =
      Map.ofEntries(
          entry(NETWORK + "RowAdaBelief", NETWORK + "build.RowAdaBelief"),
          entry(NETWORK + "layer.AttentionPooling", NETWORK + "layer.pooling.AttentionPooling"),
          entry(NETWORK + "layer.ChannelDropout", NETWORK + "layer.embedding.ChannelDropout"),
          entry(
              NETWORK + "layer.SequenceBatchNorm",
              NETWORK + "layer.normalization.SequenceBatchNorm"),
          entry(
              NETWORK + "layer.SequenceConvolution",
              NETWORK + "layer.convolution.SequenceConvolution"),
          entry(NETWORK + "layer.SequencePooling", NETWORK + "layer.pooling.SequencePooling"),
          entry(NETWORK + "layer.TokenEmbedding", NETWORK + "layer.embedding.TokenEmbedding"),
          entry(NETWORK + "layer.WeightedBag", NETWORK + "layer.embedding.WeightedBag"),
          entry(NETWORK + "layer.WindowMaximum", NETWORK + "layer.convolution.WindowMaximum"));

  private FormerNames() {}

  /** Replaces every former name in a configuration, in place. */
  static void replaceIn(JsonNode configuration) {
    if (configuration instanceof ObjectNode fields) {
      for (String field : fieldNames(fields)) {
        JsonNode value = fields.get(field);
        if (value.isTextual()) {
          fields.set(field, current(value));
        } else {
          replaceIn(value);
        }
      }
    } else if (configuration instanceof ArrayNode items) {
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i).isTextual()) {
          items.set(i, current(items.get(i)));
        } else {
          replaceIn(items.get(i));
        }
      }
    }
  }

  private static List<String> fieldNames(ObjectNode fields) {
    return fields.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static JsonNode current(JsonNode name) {
    String current = CURRENT.get(name.textValue());
    return current == null ? name : TextNode.valueOf(current);
  }
}

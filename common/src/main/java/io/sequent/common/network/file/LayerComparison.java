package io.sequent.common.network.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.sequent.common.UserError;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * Whether two configurations give the same network: layers of the same kinds, sizes and types in
 * the same order. What matters to training alone may differ, and so may what one of them does not
 * have, as it was saved by an older version.
 */
final class LayerComparison {
  /** Fields of the first weights, of updates and of the progress of a training. */
  private static final Set<String> OF_TRAINING =
      Set.of(
          "biasInit",
          "biasUpdater",
          "constraints",
          "distribution",
          "epochCount",
          "gainInit",
          "gradientNormalization",
          "gradientNormalizationThreshold",
          "idropout",
          "iterationCount",
          "iupdater",
          "layerName",
          "regularization",
          "regularizationBias",
          "seed",
          "variables",
          "weightInitFn",
          "weightInitFnRecurrent",
          "weightNoise");

  /** Layers without weights once saved no sizes: 0 is as good as absent. */
  private static final int MOST_SHOWN = 60;

  private static final Set<String> SIZES = Set.of("nin", "nout");

  private LayerComparison() {}

  /**
   * Compares configurations as JSON.
   *
   * @throws UserError naming the first difference
   */
  static void requireEqual(JsonNode expected, JsonNode actual) {
    int layers = expected.path("confs").size();
    if (actual.path("confs").size() != layers) {
      throw new UserError(
          "another network: %d layers, expected %d".formatted(actual.path("confs").size(), layers));
    }
    compare("it", "dataType", expected.path("dataType"), actual.path("dataType"));
    JsonNode preprocessors = expected.path("inputPreProcessors");
    for (Map.Entry<String, JsonNode> layer : actual.path("inputPreProcessors").properties()) {
      if (!preprocessors.has(layer.getKey())) {
        throw new UserError(
            "another network: a %s before layer %s, expected none"
                .formatted(shown(layer.getValue().path("@class")), layer.getKey()));
      }
    }
    compare("it", "inputPreProcessors", preprocessors, actual.path("inputPreProcessors"));
    for (int i = 0; i < layers; i++) {
      compare("layer " + (i + 1), "", expected.path("confs").path(i), actual.path("confs").path(i));
    }
  }

  /**
   * Compares the numbers of weights layer by layer.
   *
   * @throws UserError naming the first difference
   */
  static void requireEqualParameters(
      MultiLayerConfiguration expected, MultiLayerConfiguration actual) {
    for (int i = 0; i < expected.getConfs().size(); i++) {
      long known = parameters(expected.getConf(i));
      long read = parameters(actual.getConf(i));
      if (known != read) {
        throw new UserError(
            "another network: layer %d has %,d parameters, expected %,d"
                .formatted(i + 1, read, known));
      }
    }
  }

  private static long parameters(NeuralNetConfiguration layer) {
    return layer.getLayer().initializer().numParams(layer);
  }

  private static void compare(String where, String field, JsonNode expected, JsonNode actual) {
    if (expected.isObject() && actual.isObject()) {
      for (Map.Entry<String, JsonNode> entry : expected.properties()) {
        JsonNode other = actual.get(entry.getKey());
        if (other != null && !isFree(entry.getKey(), other)) {
          compare(where, entry.getKey(), entry.getValue(), other);
        }
      }
    } else if (expected.isArray() && actual.size() == expected.size()) {
      for (int i = 0; i < expected.size(); i++) {
        compare(where, field, expected.get(i), actual.path(i));
      }
    } else if (!isEqual(expected, actual)) {
      throw new UserError(
          "another network: %s has %s %s, expected %s"
              .formatted(where, field, shown(actual), shown(expected)));
    }
  }

  private static boolean isFree(String field, JsonNode actual) {
    return OF_TRAINING.contains(field) || (SIZES.contains(field) && actual.asLong() == 0);
  }

  private static boolean isEqual(JsonNode expected, JsonNode actual) {
    boolean areNumbers = expected.isNumber() && actual.isNumber();
    return areNumbers ? expected.doubleValue() == actual.doubleValue() : expected.equals(actual);
  }

  /** A class by its simple name. */
  private static String shown(JsonNode value) {
    String text = value.isTextual() ? value.textValue() : value.toString();
    String ownName = text.substring(text.lastIndexOf('.') + 1);
    return ownName.length() <= MOST_SHOWN ? ownName : ownName.substring(0, MOST_SHOWN) + "…";
  }
}

package io.sequent.common.network.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.sequent.common.UserError;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which classes a network's configuration may name. Deeplearning4j loads whatever it finds named
 * there, and loading runs code. So these are the toolkit's and Deeplearning4j's, and what {@link
 * LayerTypes} declares.
 */
final class ConfigurationTypes {
  /** Packages, sub-packages included, of layers and their parts. */
  private static final List<String> ALLOWED =
      List.of(
          "org.deeplearning4j.nn.conf.",
          "org.deeplearning4j.nn.weights.",
          "org.nd4j.linalg.activations.impl.",
          "org.nd4j.linalg.learning.config.",
          "org.nd4j.linalg.learning.regularization.",
          "org.nd4j.linalg.lossfunctions.impl.",
          "org.nd4j.linalg.schedule.",
          "io.sequent.common.network.");

  /** Classes that other projects declare. */
  private static final Set<String> DECLARED =
      ServiceLoader.load(LayerTypes.class).stream()
          .flatMap(provider -> provider.get().types().stream())
          .map(Class::getName)
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern CLASS_NAME = Pattern.compile("\\w+(\\.\\w+)*(\\$\\w+)*");

  /** Distributions have theirs in {@code type}, all else in {@code @class}. */
  private static final Set<String> TYPE_FIELDS = Set.of("@class", "type");

  private ConfigurationTypes() {}

  /**
   * Refuses a configuration that names any other class.
   *
   * <p>Jackson reads a class name from the fields above, but also from the first element of an
   * array in place of an object. So every text that could be a qualified name is treated as one.
   *
   * @throws UserError naming the first such class
   */
  static void requireAllowed(JsonNode configuration) {
    requireAllowed("", configuration);
  }

  private static void requireAllowed(String field, JsonNode node) {
    if (node.isTextual()) {
      String text = node.textValue();
      if ((TYPE_FIELDS.contains(field) || text.indexOf('.') >= 0) && !isAllowed(text)) {
        throw new UserError("the class '" + text + "' has no place in a network");
      }
    } else if (node.isArray()) {
      boolean typed = node.size() == 2 && node.get(1).isContainerNode();
      for (int i = 0; i < node.size(); i++) {
        requireAllowed(typed && i == 0 ? "@class" : "", node.get(i));
      }
    } else {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        requireAllowed(entry.getKey(), entry.getValue());
      }
    }
  }

  private static boolean isAllowed(String name) {
    return CLASS_NAME.matcher(name).matches()
        && (ALLOWED.stream().anyMatch(name::startsWith) || DECLARED.contains(name));
  }
}

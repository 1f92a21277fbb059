package io.sequent.common.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sequent.common.config.Config;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The models of a server, by name. */
final class Models {
  private final Map<String, ServedModel> byName = new LinkedHashMap<>();

  Models(List<ServedModel> models) {
    models.forEach(model -> byName.put(model.name(), model));
  }

  /**
   * The model of a name.
   *
   * @throws Refusal if there is none
   */
  ServedModel named(String name) {
    ServedModel model = byName.get(name);
    if (model == null) {
      throw new Refusal(Refusal.NOT_FOUND, Config.unknown("model", name, byName.keySet()));
    }
    return model;
  }

  Collection<ServedModel> all() {
    return byName.values();
  }

  /** What a client is told of all of them. */
  String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode models = json.putArray("models");
    byName.forEach((name, served) -> models.add(ModelJson.of(name, served.model())));
    return json.toString();
  }
}

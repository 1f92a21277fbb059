package io.sequent.tasks.textgen;

import io.sequent.common.task.EnsembleRules;
import io.sequent.common.task.Model;
import java.util.List;
import java.util.Map;

/** Models of the same windows and alphabet predict together. */
final class TextgenEnsembles implements EnsembleRules<TextWindow, TextgenPreparation> {
  @Override
  public Map<String, String> compatibility(Model<TextgenPreparation> model) {
    Map<String, String> shared =
        model
            .config()
            .asText(
                List.of(
                    TextgenSettings.LOWER_CASE, TextgenSettings.WINDOW, TextgenSettings.MEMORY));
    shared.put("alphabet", model.preparation().characters());
    return shared;
  }
}

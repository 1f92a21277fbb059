package io.sequent.tasks.ner;

import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.task.EnsembleRules;
import io.sequent.common.task.Model;
import java.util.List;
import java.util.Map;

/** Taggers predict together if they have the same tags and the same kind of output. */
final class NerEnsembles implements EnsembleRules<TaggedSentence, NerPreparation> {
  @Override
  public Map<String, String> compatibility(Model<NerPreparation> model) {
    Map<String, String> shared = model.config().asText(List.of(NetworkSettings.OUTPUT));
    model.preparation().encoder().ifPresent(encoder -> shared.put("encoder", encoder.sha256()));
    shared.put("tags", String.join(", ", model.preparation().tags()));
    return shared;
  }
}

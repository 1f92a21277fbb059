package io.sequent.common.classify;

import io.sequent.common.task.EnsembleRules;
import io.sequent.common.task.Model;
import io.sequent.common.text.TextPipeline;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Classifiers predict together if they prepare texts in the same way and have the same classes. */
final class TextEnsembles implements EnsembleRules<LabelledText, TextPreparation> {
  @Override
  public Map<String, String> compatibility(Model<TextPreparation> model) {
    Map<String, String> shared = model.config().asText(TextPipeline.settings());
    shared.put("classes", String.join(", ", model.preparation().classes()));
    return shared;
  }

  /** At the temperature of the model. */
  @Override
  public INDArray calibrated(Model<TextPreparation> model, INDArray output) {
    return model.preparation().fitted().calibration().of(output);
  }
}

package io.sequent.common.classify;

import io.sequent.common.config.Config;
import io.sequent.common.data.Batches;
import io.sequent.common.task.Model;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Calibrates a classifier on its validation texts: its probabilities, then its decision. */
final class TextCalibration {
  private TextCalibration() {}

  /** The model's preparation with what its settings ask for; unchanged if that is nothing. */
  static TextPreparation of(Model<TextPreparation> model, Batches<LabelledText> validation) {
    Config config = model.config();
    DecisionRule rule = config.get(ClassifierSettings.DECISION);
    boolean raw = config.get(ClassifierSettings.CALIBRATION) == CalibrationMethod.NONE;
    TextPreparation preparation = model.preparation();
    if (rule == DecisionRule.MOST_PROBABLE && raw) {
      return preparation;
    }
    double[][] probabilities = new double[validation.examples()][];
    int[] truth = new int[validation.examples()];
    int row = 0;
    for (List<LabelledText> batch : validation.forEvaluation()) {
      DataSet data = validation.vectorizer().vectorize(batch);
      INDArray output =
          model.network().output(data.getFeatures(), false, data.getFeaturesMaskArray(), null);
      for (int i = 0; i < batch.size(); i++) {
        probabilities[row] = output.getRow(i).toDoubleVector();
        truth[row] = preparation.index(batch.get(i));
        row++;
      }
    }
    Temperature temperature = raw ? Temperature.NONE : Temperature.of(probabilities, truth);
    if (!raw) {
      for (int i = 0; i < probabilities.length; i++) {
        probabilities[i] = temperature.of(probabilities[i]);
      }
    }
    List<String> classes = preparation.classes();
    Decision decision =
        switch (rule) {
          case MOST_PROBABLE -> preparation.fitted().decision();
          case MACRO_F1 -> Decision.byMacroF1(classes, probabilities, truth);
          case EXPECTED_MACRO_F1 ->
              Decision.byExpectedMacroF1(classes.size(), probabilities, truth);
        };
    return preparation.with(temperature, decision);
  }
}

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
    boolean probable = config.get(ClassifierSettings.DECISION) == DecisionRule.MOST_PROBABLE;
    boolean raw = config.get(ClassifierSettings.CALIBRATION) == CalibrationMethod.NONE;
    TextPreparation preparation = model.preparation();
    if (probable && raw) {
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
    Decision decision =
        probable
            ? preparation.fitted().decision()
            : Decision.byMacroF1(preparation.classes(), probabilities, truth);
    return preparation.with(temperature, decision);
  }
}

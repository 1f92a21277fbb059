package io.sequent.common.classify;

import io.sequent.common.data.Batches;
import io.sequent.common.task.Model;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Chooses the decision of a classifier on its validation texts. */
final class DecisionCalibration {
  private DecisionCalibration() {}

  /** The model's preparation with the decision that is best by macro F1. */
  static TextPreparation of(Model<TextPreparation> model, Batches<LabelledText> validation) {
    TextPreparation preparation = model.preparation();
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
    return preparation.with(Decision.byMacroF1(preparation.classes(), probabilities, truth));
  }
}

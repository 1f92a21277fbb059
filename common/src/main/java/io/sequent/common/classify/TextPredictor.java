package io.sequent.common.classify;

import static java.util.Objects.requireNonNull;

import io.sequent.common.data.TokenBatch;
import io.sequent.common.predict.ClassPrediction;
import io.sequent.common.predict.InputReader;
import io.sequent.common.predict.Predictor;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Predicts the class of texts, a line each, with the probability of every class. */
final class TextPredictor implements Predictor<String, ClassPrediction> {
  private final Ensemble<TextPreparation> models;
  private final IdentityHashMap<Model<TextPreparation>, TextVectorizer<?>> vectorizers =
      new IdentityHashMap<>();

  TextPredictor(Ensemble<TextPreparation> models) {
    this.models = models;
    for (Model<TextPreparation> model : models.members()) {
      vectorizers.put(model, TextVectorizer.of(model.preparation(), model.config()));
    }
  }

  @Override
  public InputReader<String> reader() {
    return InputReader.lines();
  }

  @Override
  public List<ClassPrediction> predict(List<String> texts) {
    if (texts.isEmpty()) {
      return List.of();
    }
    INDArray rows = models.mean(model -> probabilities(model, texts));
    return IntStream.range(0, texts.size())
        .mapToObj(i -> prediction(texts.get(i), rows.getRow(i)))
        .toList();
  }

  private INDArray probabilities(Model<TextPreparation> model, List<String> texts) {
    TokenBatch words = requireNonNull(vectorizers.get(model)).read(texts);
    INDArray output = model.network().output(words.ids(), false, words.mask(), null);
    return model.preparation().fitted().calibration().of(output);
  }

  private ClassPrediction prediction(String text, INDArray row) {
    TextPreparation preparation = models.first().preparation();
    List<String> classes = preparation.classes();
    Map<String, Double> probabilities = new LinkedHashMap<>();
    for (int c = 0; c < classes.size(); c++) {
      probabilities.put(classes.get(c), row.getDouble(c));
    }
    int predicted = preparation.fitted().decision().of(row.toDoubleVector());
    return new ClassPrediction(
        text, classes.get(predicted), probabilities, row.getDouble(predicted));
  }
}

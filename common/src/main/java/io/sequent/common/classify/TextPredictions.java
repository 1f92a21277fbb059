package io.sequent.common.classify;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sequent.common.data.InputLines;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Answers texts, a line each, with their class and the probability of every class. */
record TextPredictions(Ensemble<TextPreparation> models) {
  private static final ObjectMapper JSON = new ObjectMapper();

  void answer(BufferedReader input, PrintStream output) throws IOException {
    Map<Model<TextPreparation>, TextVectorizer<?>> vectorizers = new IdentityHashMap<>();
    for (Model<TextPreparation> model : models.members()) {
      vectorizers.put(model, TextVectorizer.of(model.preparation(), model.config()));
    }
    List<String> texts = InputLines.next(input);
    while (!texts.isEmpty()) {
      List<String> read = texts;
      INDArray rows =
          models.mean(model -> probabilities(model, requireNonNull(vectorizers.get(model)), read));
      for (int i = 0; i < texts.size(); i++) {
        output.println(JSON.writeValueAsString(line(texts.get(i), rows.getRow(i))));
      }
      output.flush();
      texts = InputLines.next(input);
    }
  }

  private static INDArray probabilities(
      Model<TextPreparation> model, TextVectorizer<?> vectorizer, List<String> texts) {
    TokenBatch words = vectorizer.read(texts);
    return model.network().output(words.ids(), false, words.mask(), null);
  }

  private Line line(String text, INDArray row) {
    TextPreparation preparation = models.first().preparation();
    List<String> classes = preparation.classes();
    Map<String, Double> probabilities = new LinkedHashMap<>();
    for (int c = 0; c < classes.size(); c++) {
      probabilities.put(classes.get(c), rounded(row.getDouble(c)));
    }
    int chosen = preparation.fitted().decision().of(row.toDoubleVector());
    return new Line(text, classes.get(chosen), probabilities);
  }

  /** To six decimals; more of a 32-bit probability is noise. */
  private static double rounded(double probability) {
    return Math.round(probability * 1e6) / 1e6;
  }

  /** One line of the answer. */
  private record Line(
      String text, @JsonProperty("class") String label, Map<String, Double> probabilities) {}
}

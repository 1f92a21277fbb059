package io.sequent.common.classify;

import static java.util.Objects.requireNonNull;

import io.sequent.common.config.Config;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.predict.ClassPrediction;
import io.sequent.common.predict.ClassPrediction.ShownClasses;
import io.sequent.common.predict.InputReader;
import io.sequent.common.predict.Inputs;
import io.sequent.common.predict.Predictor;
import io.sequent.common.predict.SimilarLengths;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Predicts the class of texts with the probability of every class. */
final class TextPredictor implements Predictor<String, ClassPrediction> {
  /** Texts of a batch, and the characters that they are filled up to. */
  private static final SimilarLengths BATCHES = new SimilarLengths(256, 1 << 17);

  private final Ensemble<TextPreparation> models;
  private final TextColumns columns;
  private final TextForm form;

  /** How many classes are shown; 0 for all. */
  private final int top;

  private final ShownClasses shown;
  private final double threshold;
  private final IdentityHashMap<Model<TextPreparation>, TextVectorizer<?>> vectorizers =
      new IdentityHashMap<>();

  /**
   * @param columns of the files that the first model was trained on
   * @param options see {@link PredictionSettings}
   */
  TextPredictor(Ensemble<TextPreparation> models, TextColumns columns, Config options) {
    this.models = models;
    this.form = options.get(ClassifierSettings.FORMAT);
    int classes = models.first().preparation().classes().size();
    int most = options.get(PredictionSettings.TOP);
    this.columns = columns;
    this.top = most == 0 || most == Integer.MAX_VALUE ? 0 : Math.min(most, classes);
    this.shown =
        most == 0 ? ShownClasses.NONE : top == 0 ? ShownClasses.ALL : ShownClasses.MOST_PROBABLE;
    this.threshold = options.get(PredictionSettings.THRESHOLD);
    for (Model<TextPreparation> model : models.members()) {
      vectorizers.put(model, TextVectorizer.of(model.preparation(), model.config()));
    }
  }

  @Override
  public InputReader<String> reader() {
    return InputReader.lines();
  }

  /** The whole text, line breaks included. */
  @Override
  public String input(String text) {
    return text;
  }

  @Override
  public Class<ClassPrediction> type() {
    return ClassPrediction.class;
  }

  @Override
  public Inputs<String> open(Path file, Charset encoding) throws IOException {
    return new TextFileToClassify(file, columns, form).open(encoding);
  }

  @Override
  public List<ClassPrediction> predict(List<String> texts) {
    return BATCHES.answers(texts, String::length, this::ofBatch);
  }

  private List<ClassPrediction> ofBatch(List<String> texts) {
    List<String> classes = models.first().preparation().classes();
    float[] all = models.mean(model -> probabilities(model, texts)).dup('c').data().asFloat();
    List<ClassPrediction> predictions = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      double[] probabilities = new double[classes.size()];
      for (int c = 0; c < probabilities.length; c++) {
        probabilities[c] = all[i * probabilities.length + c];
      }
      predictions.add(prediction(texts.get(i), probabilities));
    }
    return predictions;
  }

  private INDArray probabilities(Model<TextPreparation> model, List<String> texts) {
    TokenBatch words = requireNonNull(vectorizers.get(model)).read(texts);
    INDArray output = model.network().output(words.ids(), false, words.mask(), null);
    return model.preparation().fitted().calibration().of(output);
  }

  private ClassPrediction prediction(String text, double[] probabilities) {
    TextPreparation preparation = models.first().preparation();
    List<String> classes = preparation.classes();
    Map<String, Double> some = new LinkedHashMap<>();
    for (int c : places(probabilities)) {
      some.put(classes.get(c), probabilities[c]);
    }
    int predicted = preparation.fitted().decision().of(probabilities);
    return new ClassPrediction(
        text,
        probabilities[predicted] < threshold ? null : classes.get(predicted),
        some,
        probabilities[predicted],
        shown);
  }

  private int[] places(double[] probabilities) {
    IntStream all = IntStream.range(0, probabilities.length);
    return top == 0
        ? all.toArray()
        : all.boxed()
            .sorted(Comparator.comparingDouble(c -> -probabilities[c]))
            .limit(top)
            .mapToInt(c -> c)
            .toArray();
  }
}

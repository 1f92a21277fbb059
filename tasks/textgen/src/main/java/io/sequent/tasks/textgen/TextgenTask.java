package io.sequent.tasks.textgen;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.data.Vocabulary;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.export.ExportView;
import io.sequent.common.export.ExportableTask;
import io.sequent.common.network.build.Directions;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.build.SequenceNetwork;
import io.sequent.common.network.build.TokenInput;
import io.sequent.common.predict.Predictor;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.EnsembleRules;
import io.sequent.common.task.ModelView;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskData;
import io.sequent.common.task.TaskDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.kohsuke.MetaInfServices;

/**
 * Predicts the next character of a text, and generates text by sampling one character after the
 * other. The last 10 % of the text are the test set: the part that published figures on tiny
 * shakespeare are about.
 */
@MetaInfServices(Task.class)
public final class TextgenTask implements ExportableTask<TextWindow, TextgenPreparation> {
  @Override
  public TaskDescription description() {
    return TaskDescription.of(
            "textgen",
            "predict the next character of a text, and generate text by temperature sampling",
            TextgenEvaluator.metrics())
        .withSettings(TextgenSettings.all())
        .withDefaults(TextgenSettings.defaults())
        .withUse(
            "To study language models of characters, and to generate text in the manner of the one it"
                + " was trained on. What it writes is neither true nor meant, and can repeat passages"
                + " of the training text word for word.")
        .withPredictionSettings(
            TextgenSettings.PROMPT,
            TextgenSettings.LENGTH,
            TextgenSettings.TEMPERATURE,
            TextgenSettings.GREEDY,
            TextgenSettings.SAMPLE_SEED);
  }

  @Override
  public TaskData<TextWindow> data() {
    return new TextgenData();
  }

  @Override
  public TextgenPreparation prepare(List<TextWindow> train, Config config) {
    return TextgenPreparation.of(train, config.get(TextgenSettings.LOWER_CASE));
  }

  @Override
  public TextgenPreparation restore(Path run, Config config) throws IOException {
    return TextgenPreparation.restore(run, config.get(TextgenSettings.LOWER_CASE));
  }

  @Override
  public MultiLayerConfiguration network(TextgenPreparation preparation, Config config) {
    if (config.get(NetworkSettings.BIDIRECTIONAL) != Directions.FALSE) {
      throw new UserError(
          "setting 'bidirectional': a backward pass would see the character to predict, expected"
              + " false");
    }
    int alphabet = preparation.alphabet().size();
    return SequenceNetwork.from(config)
        .tokens(TokenInput.of(alphabet, Vocabulary.UNKNOWN))
        .perStep(alphabet);
  }

  @Override
  public Vectorizer<TextWindow> vectorizer(TextgenPreparation preparation, Config config) {
    return new TextgenVectorizer(preparation);
  }

  @Override
  public Evaluator<TextWindow> evaluator(Ensemble<TextgenPreparation> models) {
    return new TextgenEvaluator(models.first().preparation());
  }

  /** The prompt and its continuation; no input lines are read. */
  @Override
  public Predictor<?, ?> predictor(Ensemble<TextgenPreparation> models, Config options) {
    return new TextgenPredictor(models, options);
  }

  @Override
  public ExportView export(TextgenPreparation preparation, Config config) {
    return new TextgenExport(preparation);
  }

  @Override
  public ModelView<TextWindow, TextgenPreparation> view() {
    return new TextgenModelView();
  }

  @Override
  public EnsembleRules<TextWindow, TextgenPreparation> ensembles() {
    return new TextgenEnsembles();
  }
}

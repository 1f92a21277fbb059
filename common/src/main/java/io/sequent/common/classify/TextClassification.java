package io.sequent.common.classify;

import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.data.Batches;
import io.sequent.common.data.DataSource;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.encoder.EncoderSettings;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.export.ExportView;
import io.sequent.common.export.ExportableTask;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.build.OptimizerSettings;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.predict.Predictor;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.EnsembleRules;
import io.sequent.common.task.Model;
import io.sequent.common.task.ModelView;
import io.sequent.common.task.TaskData;
import io.sequent.common.task.TaskDescription;
import io.sequent.common.train.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A task that predicts the class of a text. It says where its texts are and which settings suit
 * them; reading, preparation, networks of all {@link TextModel kinds}, evaluation and prediction
 * are common.
 */
public abstract class TextClassification implements ExportableTask<LabelledText, TextPreparation> {
  /** What suits classifiers of any texts. */
  private static final List<Setting<?>> COMMON_DEFAULTS =
      List.of(
          NetworkSettings.EMBEDDING_DROPOUT.withDefault(0.3),
          NetworkSettings.HIDDEN.withDefault(64),
          NetworkSettings.POOLING.withDefault(List.of(Pooling.MEAN, Pooling.MAX)),
          OptimizerSettings.LEARNING_RATE.withDefault(3e-3),
          TrainingSettings.BATCH_SIZE.withDefault(32),
          TrainingSettings.PATIENCE.withDefault(3));

  private final String name;
  private final String summary;
  private final DataSource source;

  /**
   * @param name the task's name on the command line
   * @param summary what it does, one sentence without a full stop
   * @param source where its texts are
   */
  protected TextClassification(String name, String summary, DataSource source) {
    this.name = name;
    this.summary = summary;
    this.source = source;
  }

  /** The format of the task's own data under some settings. */
  protected abstract TextFormat format(Config config);

  /** Settings of the task alone; none by default. */
  protected List<Setting<?>> settings() {
    return List.of();
  }

  /** Common settings with defaults that suit the task; none by default. */
  protected List<Setting<?>> defaults() {
    return List.of();
  }

  /**
   * Whether its classes are of about the same size: then accuracy leads, else macro F1, and the
   * rarest class is evaluated by itself.
   */
  protected boolean isBalanced() {
    return true;
  }

  /**
   * What its models are for and what they are not for, in sentences; by default what holds for any
   * classes.
   */
  protected String use() {
    return "To sort texts into the classes listed above. Each text gets one of them, also one that"
        + " belongs to none, unless a threshold leaves it open.";
  }

  /**
   * The names of the classes whose texts have abusive words, which are masked in pictures and
   * pages; none by default.
   */
  protected Set<String> abusiveClasses() {
    return Set.of();
  }

  @Override
  public final TaskDescription description() {
    return TaskDescription.of(name, summary, ClassificationEvaluator.metrics(isBalanced()))
        .withSettings(ClassifierSettings.all(settings()))
        .withDefaults(COMMON_DEFAULTS)
        .withDefaults(defaults())
        .withUse(use())
        .withPredictionSettings(
            PredictionSettings.TOP, PredictionSettings.THRESHOLD, ClassifierSettings.FORMAT);
  }

  @Override
  public final TaskData<LabelledText> data() {
    return new TextData(source, this::format);
  }

  @Override
  public final TextPreparation prepare(List<LabelledText> train, Config config) {
    return TextPreparation.of(train, config).showing(WordMask.harmless(train, abusiveClasses()));
  }

  @Override
  public final TextPreparation restore(Path run, Config config) throws IOException {
    return TextPreparation.restore(run, config);
  }

  @Override
  public final MultiLayerConfiguration network(TextPreparation preparation, Config config) {
    return new TextNetwork(preparation, config).configuration();
  }

  @Override
  public final void initialise(
      MultiLayerNetwork network, TextPreparation preparation, Config config) throws IOException {
    if (EncoderSettings.fineTune(config)) {
      preparation.encoder().orElseThrow().fill(network);
    }
  }

  @Override
  public final Vectorizer<LabelledText> vectorizer(TextPreparation preparation, Config config) {
    return TextVectorizer.of(preparation, config);
  }

  @Override
  public final Evaluator<LabelledText> evaluator(Ensemble<TextPreparation> models) {
    TextPreparation first = models.first().preparation();
    return new ClassificationEvaluator(first, isBalanced(), WordMask.of(first, abusiveClasses()));
  }

  /** Each line, or each row of a table, is a text. */
  @Override
  public final Predictor<?, ?> predictor(Ensemble<TextPreparation> models, Config options) {
    return new TextPredictor(models, columns(models.first().config()), options);
  }

  private TextColumns columns(Config config) {
    List<String> own = config.get(ClassifierSettings.COLUMNS);
    return own.isEmpty()
        ? format(config).columns()
        : TextColumns.of(own, ClassifierSettings.COLUMNS.name());
  }

  /** The temperature and the decision that are best on validation, where settings ask for them. */
  @Override
  public final TextPreparation calibrate(
      Model<TextPreparation> model, Batches<LabelledText> validation) {
    return TextCalibration.of(model, validation);
  }

  @Override
  public final ExportView export(TextPreparation preparation, Config config) {
    return new TextExport(preparation, config);
  }

  @Override
  public final ModelView<LabelledText, TextPreparation> view() {
    return new TextModelView(abusiveClasses());
  }

  @Override
  public final EnsembleRules<LabelledText, TextPreparation> ensembles() {
    return new TextEnsembles();
  }
}

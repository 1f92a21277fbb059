package io.sequent.common.classify;

import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.config.Settings;
import io.sequent.common.data.Batches;
import io.sequent.common.data.DataSettings;
import io.sequent.common.data.DataSource;
import io.sequent.common.data.SequenceLengths;
import io.sequent.common.data.Splits;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.data.VocabularySettings;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.build.OptimizerSettings;
import io.sequent.common.network.pretrain.SkipGramSettings;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.Preset;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Task;
import io.sequent.common.text.BigramSettings;
import io.sequent.common.text.CharacterNgramSettings;
import io.sequent.common.text.TextPipeline;
import io.sequent.common.train.TrainingSettings;
import io.sequent.common.train.schedule.ScheduleSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A task that tells the class of a text. It says where its texts are and which settings suit them;
 * reading, preparing, the networks of all {@link TextModel kinds} and the evaluation are common.
 */
public abstract class TextClassification implements Task<LabelledText, TextPreparation> {
  /** The format of the task's own data. */
  protected abstract TextFormat format(Config config);

  /** Settings of the task alone; none unless it has some. */
  protected List<Setting<?>> own() {
    return List.of();
  }

  /** Common settings with defaults of the task's own. */
  protected abstract List<Setting<?>> adapted();

  /** Whether its classes are of about the same size. */
  protected boolean isBalanced() {
    return true;
  }

  @Override
  public final List<Setting<?>> settings() {
    return Settings.join(
        List.of(
            List.of(CommonSettings.SEED),
            DataSettings.all(),
            own(),
            ClassifierSettings.ofData(),
            TextPipeline.settings(),
            VocabularySettings.all(),
            ClassifierSettings.ofWords(),
            TermSettings.all(),
            BigramSettings.all(),
            CharacterNgramSettings.all(),
            List.of(ClassifierSettings.MODEL),
            NetworkSettings.forTokens(),
            NetworkSettings.forEncoders(),
            SkipGramSettings.all(),
            List.of(ClassifierSettings.CLASS_WEIGHTS, ClassifierSettings.DECISION),
            OptimizerSettings.all(),
            TrainingSettings.all(),
            ScheduleSettings.all()),
        adapted().toArray(Setting<?>[]::new));
  }

  @Override
  public final List<Preset> presets() {
    return Presets.beside(this);
  }

  private TextFormat format(Path data, Config config) throws IOException {
    List<String> columns = config.get(ClassifierSettings.COLUMNS);
    return columns.isEmpty()
        ? format(config)
        : TextFormat.own(data, TextColumns.of(columns, ClassifierSettings.COLUMNS.name()));
  }

  @Override
  public final List<Path> files(Path data, Config config) throws IOException {
    TextFormat format = format(data, config);
    return Stream.of(
            format.trainFiles(data),
            format.testFiles(data),
            DataSource.matching(TextFormat.folder(data), ClassLabels.FILE))
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public final Splits<LabelledText> read(Path data, Config config) throws IOException {
    TextFormat format = format(data, config);
    List<LabelledRow> train = rows(format.trainFiles(data), format);
    List<LabelledRow> test = rows(format.testFiles(data), format);
    ClassLabels classes = ClassLabels.of(TextFormat.folder(data), train, format.classes());
    List<LabelledText> learning = train.stream().map(classes::text).toList();
    double validation = config.get(ClassifierSettings.VALIDATION);
    return test.isEmpty()
        ? Splits.byHash(
            learning,
            config.get(ClassifierSettings.TEST_SHARE),
            validation,
            LabelledText::label,
            LabelledText::text,
            data)
        : Splits.holdOut(
            learning,
            validation,
            config.get(CommonSettings.SEED),
            test.stream().map(classes::text).toList(),
            data);
  }

  private static List<LabelledRow> rows(List<Path> files, TextFormat format) throws IOException {
    List<LabelledRow> rows = new ArrayList<>();
    for (Path file : files) {
      rows.addAll(LabelledTextCsv.read(file, format.columns()));
    }
    return rows;
  }

  @Override
  public final TextPreparation prepare(List<LabelledText> train, Config config) {
    return TextPreparation.of(train, config);
  }

  @Override
  public final TextPreparation restore(Path run, Config config) throws IOException {
    return TextPreparation.restore(run);
  }

  @Override
  public final MultiLayerConfiguration network(TextPreparation preparation, Config config) {
    return new TextNetwork(preparation, config).configuration();
  }

  @Override
  public final Vectorizer<LabelledText> vectorizer(TextPreparation preparation, Config config) {
    return TextVectorizer.of(preparation, config);
  }

  @Override
  public final Map<String, String> terms(Model<TextPreparation> model) {
    Map<String, String> terms = model.config().asText(TextPipeline.settings());
    terms.put("classes", String.join(", ", model.preparation().classes()));
    return terms;
  }

  @Override
  public final Evaluator<LabelledText> evaluator(Ensemble<TextPreparation> models) {
    return new ClassificationEvaluator(models.first().preparation(), isBalanced());
  }

  /** With {@code decision=macro-f1}, the handicaps of the classes. */
  @Override
  public final TextPreparation chosen(
      Model<TextPreparation> model, Batches<LabelledText> validation) {
    if (model.config().get(ClassifierSettings.DECISION) == DecisionRule.MOST_PROBABLE) {
      return model.preparation();
    }
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

  /** Of a transformer, which words attend to which. */
  @Override
  public final List<Picture> pictures(Model<TextPreparation> model, List<LabelledText> validation) {
    return model.config().get(ClassifierSettings.MODEL) == TextModel.TRANSFORMER
        ? AttentionMap.pictures(AttentionMap.of(model, validation))
        : List.of();
  }

  /** The preset that is named like the model that was asked for, if there is one. */
  @Override
  public String usualPreset(Map<String, String> given) {
    String model = given.getOrDefault(ClassifierSettings.MODEL.name(), "");
    return presets().stream().anyMatch(preset -> preset.name().equals(model))
        ? model
        : Task.super.usualPreset(given);
  }

  @Override
  public final Optional<SequenceLengths> lengths(List<LabelledText> train, Config config) {
    TextPipeline pipeline = TextPipeline.from(config);
    int[] lengths = train.stream().mapToInt(text -> pipeline.words(text.text()).size()).toArray();
    return Optional.of(
        new SequenceLengths(lengths, config.get(ClassifierSettings.MAX_LENGTH), "words"));
  }

  @Override
  public final Table examples(List<LabelledText> texts) {
    return new Table(
        "Texts",
        List.of("class", "text"),
        texts.stream().map(t -> List.of(t.classes().get(t.label()), t.text())).toList());
  }

  /** The classes, and how many of the training texts each has. */
  @Override
  public final List<String> notes(Splits<LabelledText> splits) {
    List<String> classes = splits.train().get(0).classes();
    Map<Integer, Long> counts =
        splits.train().stream()
            .collect(Collectors.groupingBy(LabelledText::label, Collectors.counting()));
    String each =
        IntStream.range(0, classes.size())
            .mapToObj(c -> "%s %,d".formatted(classes.get(c), counts.getOrDefault(c, 0L)))
            .collect(Collectors.joining(", "));
    return List.of("classes: %d: %s".formatted(classes.size(), each));
  }

  /** The text after each step of its preparation. */
  @Override
  public final Optional<Table> steps(LabelledText example, Config config) {
    return Optional.of(
        new Table(
            "A text after each step",
            List.of("step", "text"),
            TextPipeline.from(config).trace(example.text()).stream()
                .map(step -> List.of(step.name(), step.text()))
                .toList()));
  }

  /** Each line is a text; the answer has its class and the probability of every class. */
  @Override
  public final void predict(
      Ensemble<TextPreparation> models, Config options, BufferedReader input, PrintStream output)
      throws IOException {
    new TextPredictions(models).answer(input, output);
  }
}

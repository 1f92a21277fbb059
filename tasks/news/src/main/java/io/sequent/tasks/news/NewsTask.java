package io.sequent.tasks.news;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.auto.service.AutoService;
import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.config.Settings;
import io.sequent.common.data.DataSettings;
import io.sequent.common.data.DataSource;
import io.sequent.common.data.HtmlRemnants;
import io.sequent.common.data.InputLines;
import io.sequent.common.data.LabelledText;
import io.sequent.common.data.LabelledTextCsv;
import io.sequent.common.data.SequenceLengths;
import io.sequent.common.data.Splits;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.data.Vocabulary;
import io.sequent.common.data.VocabularySettings;
import io.sequent.common.data.WordTokenizer;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.network.BigramSettings;
import io.sequent.common.network.Directions;
import io.sequent.common.network.NetworkSettings;
import io.sequent.common.network.OptimizerSettings;
import io.sequent.common.network.SequenceNetwork;
import io.sequent.common.network.layer.Pooling;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.report.Table;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.Preset;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Task;
import io.sequent.common.train.ScheduleSettings;
import io.sequent.common.train.TrainingSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Tells the topic of an English news text, on AG News or any CSV set in its form: files {@code
 * train*.csv} and {@code test.csv} with class, title, description, names of the classes in {@code
 * classes.txt}. A share of the training texts is held out for validation. Title and description are
 * one text; the words of a text, embedded, run through a recurrent network, are pooled over time
 * and classified.
 */
@AutoService(Task.class)
public final class NewsTask implements Task<LabelledText, NewsPreparation> {
  public static final Setting<Double> VALIDATION =
      Setting.decimal(
          "validation", 0.1, 0.001, 0.9, "share of the training texts held out for validation");
  public static final Setting<Integer> MAX_LENGTH =
      Setting.integer(
          "max-length", 256, 1, 100_000, "longer texts are cut to so many words; flatten fills up");
  public static final Setting<Boolean> STRIP_HTML =
      Setting.flag(
          "strip-html",
          false,
          "resolve what is left of HTML, such as #39; and &lt;b&gt;, before words are told");

  private static final String TRAIN = "train*.csv";
  private static final String TEST = "test.csv";

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String name() {
    return "news";
  }

  @Override
  public String summary() {
    return "tell the topic of an English news text (AG News: world, sports, business, science)";
  }

  @Override
  public DataSource source() {
    return new DataSource("ag_news", List.of(TRAIN, TEST), new AgNews());
  }

  @Override
  public List<Setting<?>> settings() {
    return Settings.join(
        List.of(
            List.of(CommonSettings.SEED),
            DataSettings.all(),
            List.of(VALIDATION, STRIP_HTML),
            VocabularySettings.all(),
            List.of(MAX_LENGTH),
            BigramSettings.all(),
            NetworkSettings.forTokens(),
            OptimizerSettings.all(),
            TrainingSettings.all(),
            ScheduleSettings.all()),
        NetworkSettings.CELL.withDefault(CellType.GRU),
        NetworkSettings.EMBEDDING_DROPOUT.withDefault(0.3),
        NetworkSettings.HIDDEN.withDefault(64),
        NetworkSettings.BIDIRECTIONAL.withDefault(Directions.TRUE),
        NetworkSettings.POOLING.withDefault(List.of(Pooling.MEAN, Pooling.MAX)),
        OptimizerSettings.LEARNING_RATE.withDefault(3e-3),
        TrainingSettings.BATCH_SIZE.withDefault(32),
        TrainingSettings.PATIENCE.withDefault(3),
        TrainingSettings.METRIC.withDefault("accuracy"));
  }

  @Override
  public List<Preset> presets() {
    return Presets.beside(this);
  }

  @Override
  public List<Path> files(Path data, Config config) throws IOException {
    return Stream.of(
            trainFiles(data),
            List.of(data.resolve(TEST)),
            DataSource.matching(data, LabelledTextCsv.CLASSES))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Path> trainFiles(Path data) throws IOException {
    List<Path> files = DataSource.matching(data, TRAIN);
    if (files.isEmpty()) {
      throw new UserError(data + ": expected a folder with " + TRAIN + " and " + TEST);
    }
    return files;
  }

  @Override
  public Splits<LabelledText> read(Path data, Config config) throws IOException {
    List<Path> trainFiles = trainFiles(data);
    List<String> classes = LabelledTextCsv.classes(data, trainFiles);
    List<LabelledText> train = new ArrayList<>();
    for (Path file : trainFiles) {
      train.addAll(texts(file, classes, config));
    }
    List<LabelledText> test = texts(data.resolve(TEST), classes, config);
    return Splits.holdOut(
        train, config.get(VALIDATION), config.get(CommonSettings.SEED), test, data);
  }

  private static List<LabelledText> texts(Path file, List<String> classes, Config config)
      throws IOException {
    return LabelledTextCsv.read(file, classes).stream()
        .map(text -> new LabelledText(clean(text.text(), config), text.label(), text.classes()))
        .toList();
  }

  private static String clean(String text, Config config) {
    return config.get(STRIP_HTML) ? HtmlRemnants.strip(text) : text;
  }

  @Override
  public NewsPreparation prepare(List<LabelledText> train, Config config) {
    return NewsPreparation.of(train, config);
  }

  @Override
  public NewsPreparation restore(Path run, Config config) throws IOException {
    return NewsPreparation.restore(run);
  }

  @Override
  public MultiLayerConfiguration network(NewsPreparation preparation, Config config) {
    return SequenceNetwork.from(config)
        .tokens(preparation.words().size(), Vocabulary.UNKNOWN, BigramSettings.bags(config))
        .perSequence(preparation.classes().size(), flattens(config) ? config.get(MAX_LENGTH) : 0);
  }

  @Override
  public Vectorizer<LabelledText> vectorizer(NewsPreparation preparation, Config config) {
    return words(preparation, config);
  }

  private static NewsVectorizer words(NewsPreparation preparation, Config config) {
    return new NewsVectorizer(
        preparation,
        config.get(MAX_LENGTH),
        flattens(config),
        config.get(BigramSettings.BIGRAM_ENTRIES));
  }

  /** Flattened outputs feed weights of their own at each step, so lengths must not differ. */
  private static boolean flattens(Config config) {
    return config.get(NetworkSettings.POOLING).contains(Pooling.FLATTEN);
  }

  @Override
  public Map<String, String> terms(Model<NewsPreparation> model) {
    Map<String, String> terms = model.config().asText(List.of(STRIP_HTML));
    terms.put("classes", String.join(", ", model.preparation().classes()));
    return terms;
  }

  @Override
  public Evaluator<LabelledText> evaluator(Ensemble<NewsPreparation> models) {
    return new NewsEvaluator(models.first().preparation());
  }

  @Override
  public Optional<SequenceLengths> lengths(List<LabelledText> train, Config config) {
    int[] lengths =
        train.stream().mapToInt(text -> WordTokenizer.words(text.text()).size()).toArray();
    return Optional.of(new SequenceLengths(lengths, config.get(MAX_LENGTH), "words"));
  }

  @Override
  public Table examples(List<LabelledText> texts) {
    return new Table(
        "Texts",
        List.of("class", "text"),
        texts.stream().map(t -> List.of(t.classes().get(t.label()), t.text())).toList());
  }

  /** Each line is a text; the answer has its class and the probability of every class. */
  @Override
  public void predict(
      Ensemble<NewsPreparation> models, Config options, BufferedReader input, PrintStream output)
      throws IOException {
    List<String> classes = models.first().preparation().classes();
    List<String> texts = InputLines.next(input);
    while (!texts.isEmpty()) {
      List<String> read = texts;
      INDArray rows = models.mean(model -> probabilities(model, read));
      int[] best = rows.argMax(1).toIntVector();
      for (int i = 0; i < texts.size(); i++) {
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (int c = 0; c < classes.size(); c++) {
          probabilities.put(classes.get(c), rounded(rows.getDouble(i, c)));
        }
        output.println(
            JSON.writeValueAsString(
                new Prediction(texts.get(i), classes.get(best[i]), probabilities)));
      }
      output.flush();
      texts = InputLines.next(input);
    }
  }

  private static INDArray probabilities(Model<NewsPreparation> model, List<String> texts) {
    TokenBatch words =
        words(model.preparation(), model.config())
            .words(texts.stream().map(text -> clean(text, model.config())).toList());
    return model.network().output(words.ids(), false, words.mask(), null);
  }

  /** To six decimals; more of a 32-bit probability is noise. */
  private static double rounded(double probability) {
    return Math.round(probability * 1e6) / 1e6;
  }

  /** One line of the answer. */
  private record Prediction(
      String text, @JsonProperty("class") String topic, Map<String, Double> probabilities) {}
}

package io.sequent.tasks.textgen;

import com.google.auto.service.AutoService;
import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.config.Settings;
import io.sequent.common.data.Batches;
import io.sequent.common.data.ConsecutiveBatches;
import io.sequent.common.data.DataSettings;
import io.sequent.common.data.DataSource;
import io.sequent.common.data.Splits;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.data.Vocabulary;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.network.build.Directions;
import io.sequent.common.network.build.GradientClipping;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.build.OptimizerSettings;
import io.sequent.common.network.build.SequenceNetwork;
import io.sequent.common.network.build.TokenInput;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.Preset;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Task;
import io.sequent.common.train.TrainingSettings;
import io.sequent.common.train.schedule.ScheduleSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/**
 * Tells the next character of a text, and writes text by sampling one character after the other.
 * The last 10 % of the text are tested on: the part that published figures on tiny shakespeare are
 * about. The rest is learned from, but for one end of it that is validated on.
 */
@AutoService(Task.class)
public final class TextgenTask implements Task<TextWindow, TextgenPreparation> {
  public static final Setting<String> FILE =
      Setting.text(
          "file",
          "",
          "file name",
          "the text in a folder of several; empty for tinyshakespeare.txt or else the first by name");
  public static final Setting<Boolean> LOWER_CASE =
      Setting.flag("lower-case", false, "turn the text into lower case first");
  public static final Setting<Double> VALIDATION =
      Setting.decimal("validation", 0.1, 0.001, 0.8, "share of the text held out for validation");
  public static final Setting<ValidationPart> VALIDATION_PART =
      Setting.choice(
          "validation-part",
          ValidationPart.END,
          "end of the text before the test to validate on; with start training goes up to the test");
  public static final Setting<Integer> WINDOW =
      Setting.integer("window", 128, 2, 100_000, "characters that are read in one go");
  public static final Setting<Memory> MEMORY =
      Setting.choice(
          "memory",
          Memory.WINDOW,
          "what a window starts from: an empty memory, or that of the window before, in batch-size"
              + " streams");
  public static final Setting<Boolean> WINDOW_JITTER =
      Setting.flag(
          "window-jitter",
          false,
          "train on windows of mixed length, cut anew each epoch; with memory=carried only");

  public static final Setting<String> PROMPT =
      Setting.text("prompt", "", "text", "what to go on from; empty for the start of a line");
  public static final Setting<Integer> LENGTH =
      Setting.integer("length", 500, 1, 100_000_000, "how many characters to write");
  public static final Setting<Double> TEMPERATURE =
      Setting.decimal(
          "temperature", 0.8, 0.01, 100, "below 1 surer and duller, above 1 wilder, 1 as learned");
  public static final Setting<Boolean> GREEDY =
      Setting.flag("greedy", false, "always the most probable character instead of drawing");
  public static final Setting<Long> SAMPLE_SEED =
      Setting.whole("sample-seed", 1, 1, Long.MAX_VALUE, "same seed, same text");

  static final String SHAKESPEARE = "tinyshakespeare.txt";

  /** What stands before the first character of a line; a text without a prompt begins as a line. */
  private static final String LINE_START = "\n";

  private static final List<Double> SAMPLE_TEMPERATURES = List.of(0.2, 0.5, 1.0);
  private static final int SAMPLE_LENGTH = 250;

  private static final double TEST = 0.1;

  @Override
  public String name() {
    return "textgen";
  }

  @Override
  public String summary() {
    return "tell the next character of a text, and write text by temperature sampling";
  }

  @Override
  public DataSource source() {
    return new DataSource("text", List.of(SHAKESPEARE), new TextFiles());
  }

  @Override
  public List<Setting<?>> settings() {
    return Settings.join(
        List.of(
            List.of(CommonSettings.SEED),
            DataSettings.all(),
            List.of(FILE, LOWER_CASE, VALIDATION, VALIDATION_PART, WINDOW, MEMORY, WINDOW_JITTER),
            NetworkSettings.forEachToken(),
            OptimizerSettings.all(),
            TrainingSettings.all(),
            ScheduleSettings.all()),
        NetworkSettings.CELL.withDefault(CellType.GRU),
        NetworkSettings.EMBEDDING.withDefault(64),
        NetworkSettings.HIDDEN.withDefault(128),
        OptimizerSettings.LEARNING_RATE.withDefault(5e-3),
        OptimizerSettings.GRADIENT_CLIPPING.withDefault(GradientClipping.NORM),
        TrainingSettings.BATCH_SIZE.withDefault(32),
        TrainingSettings.EPOCHS.withDefault(8),
        TrainingSettings.METRIC.withDefault("nats"));
  }

  @Override
  public List<Preset> presets() {
    return Presets.beside(this);
  }

  @Override
  public List<Setting<?>> predictionSettings() {
    return List.of(PROMPT, LENGTH, TEMPERATURE, GREEDY, SAMPLE_SEED);
  }

  @Override
  public List<Path> files(Path data, Config config) throws IOException {
    return List.of(Text.file(data, config.get(FILE)));
  }

  @Override
  public Splits<TextWindow> read(Path data, Config config) throws IOException {
    Path file = Text.file(data, config.get(FILE));
    int[] text = Text.read(file, config.get(LOWER_CASE));
    int window = config.get(WINDOW);
    double validation = config.get(VALIDATION);
    int train = (int) ((1 - TEST - validation) * text.length);
    int both = (int) ((1 - TEST) * text.length);
    if (train <= window || both - train <= window || text.length - both <= window) {
      throw new UserError(
          ("%s: %,d characters, of which %,d are to learn from, %,d for validation, %,d to test;"
                  + " expected more than a window of %,d in each part")
              .formatted(file, text.length, train, both - train, text.length - both, window));
    }
    boolean validatesFirst = config.get(VALIDATION_PART) == ValidationPart.START;
    int border = validatesFirst ? both - train : train;
    List<TextWindow> first = TextWindow.of(Arrays.copyOfRange(text, 0, border), window);
    List<TextWindow> second = TextWindow.of(Arrays.copyOfRange(text, border, both), window);
    List<TextWindow> test = TextWindow.of(Arrays.copyOfRange(text, both, text.length), window);
    return validatesFirst ? new Splits<>(second, first, test) : new Splits<>(first, second, test);
  }

  @Override
  public TextgenPreparation prepare(List<TextWindow> train, Config config) {
    return TextgenPreparation.of(train, config.get(LOWER_CASE));
  }

  @Override
  public TextgenPreparation restore(Path run, Config config) throws IOException {
    return TextgenPreparation.restore(run, config.get(LOWER_CASE));
  }

  @Override
  public MultiLayerConfiguration network(TextgenPreparation preparation, Config config) {
    if (config.get(NetworkSettings.BIDIRECTIONAL) != Directions.FALSE) {
      throw new UserError(
          "setting 'bidirectional': who reads backwards sees the character to tell, expected false");
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

  /** At random with the memory of a window, else as streams of windows. */
  @Override
  public Batches<TextWindow> batches(
      List<TextWindow> windows, TextgenPreparation preparation, Config config) {
    boolean jitter = config.get(WINDOW_JITTER);
    if (config.get(MEMORY) == Memory.WINDOW) {
      if (jitter) {
        throw new UserError(
            "setting 'window-jitter': true goes with memory=carried only, expected false");
      }
      return Task.super.batches(windows, preparation, config);
    }
    Vectorizer<TextWindow> vectorizer = vectorizer(preparation, config);
    int streams = config.get(TrainingSettings.BATCH_SIZE);
    return jitter
        ? new MixedWindows(windows, vectorizer, config.get(WINDOW), streams)
        : new ConsecutiveBatches<>(windows, vectorizer, streams);
  }

  @Override
  public Map<String, String> terms(Model<TextgenPreparation> model) {
    Map<String, String> terms = model.config().asText(List.of(LOWER_CASE, WINDOW, MEMORY));
    terms.put("alphabet", model.preparation().characters());
    return terms;
  }

  @Override
  public Evaluator<TextWindow> evaluator(Ensemble<TextgenPreparation> models) {
    return new TextgenEvaluator(models.first().preparation());
  }

  @Override
  public Table examples(List<TextWindow> windows) {
    return TextOverview.examples(windows);
  }

  @Override
  public List<Picture> pictures(Splits<TextWindow> splits, Config config) {
    return List.of(TextOverview.frequencies(splits.train()));
  }

  /** The beginning of a line, written on at three temperatures. */
  @Override
  public Map<String, String> samples(Model<TextgenPreparation> model) {
    Map<String, String> samples = new LinkedHashMap<>();
    for (double temperature : SAMPLE_TEMPERATURES) {
      StringBuilder text = new StringBuilder();
      new TextGenerator(Ensemble.of(model))
          .generate(
              model.preparation().ids(LINE_START),
              SAMPLE_LENGTH,
              new TemperatureSampler(temperature, SAMPLE_SEED.defaultValue())::draw,
              text::appendCodePoint);
      samples.put("temperature " + temperature, text.toString());
    }
    return samples;
  }

  /** Writes the prompt and what follows it, as it comes. */
  @Override
  public void predict(
      Ensemble<TextgenPreparation> models, Config options, BufferedReader input, PrintStream output)
      throws IOException {
    String prompt = options.get(PROMPT);
    int[] ids = models.first().preparation().ids(prompt.isEmpty() ? LINE_START : prompt);
    output.print(prompt);
    output.flush();
    TextStream text = new TextStream(output);
    new TextGenerator(models).generate(ids, options.get(LENGTH), choice(options), text::write);
    text.end();
  }

  private static ToIntFunction<double[]> choice(Config options) {
    return options.get(GREEDY)
        ? TemperatureSampler::mostProbable
        : new TemperatureSampler(options.get(TEMPERATURE), options.get(SAMPLE_SEED))::draw;
  }
}

package io.sequent.tasks.ner;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.auto.service.AutoService;
import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.config.Settings;
import io.sequent.common.data.Batches;
import io.sequent.common.data.DataSettings;
import io.sequent.common.data.DataSource;
import io.sequent.common.data.InputLines;
import io.sequent.common.data.SequenceLengths;
import io.sequent.common.data.Splits;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.data.Vocabulary;
import io.sequent.common.data.VocabularySettings;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.network.build.Directions;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.build.OptimizerSettings;
import io.sequent.common.network.build.SequenceNetwork;
import io.sequent.common.network.build.TokenInput;
import io.sequent.common.network.crf.ForbiddenTransitions;
import io.sequent.common.network.crf.TagDecoder;
import io.sequent.common.network.crf.Tagging;
import io.sequent.common.network.pretrain.SkipGramSettings;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.report.MarkedText;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Finds names of people, places, organisations and other things in Ukrainian sentences, on NER-UK
 * or any set in its form: {@code train}, {@code dev} and {@code test.iob2.tsv}. The words of a
 * sentence, embedded, run through a recurrent network that tags each of them.
 */
@AutoService(Task.class)
public final class NerTask implements Task<TaggedSentence, NerPreparation> {
  static final String TRAIN = "train.iob2.tsv";
  static final String VALIDATION = "dev.iob2.tsv";
  static final String TEST = "test.iob2.tsv";

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String name() {
    return "ner";
  }

  @Override
  public String summary() {
    return "find the named entities of Ukrainian sentences (NER-UK: people, places, organisations)";
  }

  @Override
  public DataSource source() {
    return new DataSource("ner_uk/v1_iob", List.of(TRAIN, VALIDATION, TEST), new NerUk());
  }

  @Override
  public List<Setting<?>> settings() {
    return Settings.join(
        List.of(
            List.of(CommonSettings.SEED),
            DataSettings.all(),
            VocabularySettings.all(),
            TokenFeatures.settings(),
            List.of(NameSwaps.SHARE),
            NetworkSettings.forTags(),
            SkipGramSettings.all(),
            OptimizerSettings.all(),
            TrainingSettings.all(),
            ScheduleSettings.all()),
        NetworkSettings.CELL.withDefault(CellType.GRU),
        NetworkSettings.EMBEDDING_DROPOUT.withDefault(0.3),
        NetworkSettings.HIDDEN.withDefault(64),
        NetworkSettings.BIDIRECTIONAL.withDefault(Directions.TRUE),
        OptimizerSettings.LEARNING_RATE.withDefault(3e-3),
        TrainingSettings.BATCH_SIZE.withDefault(16),
        TrainingSettings.PATIENCE.withDefault(3),
        TrainingSettings.METRIC.withDefault("entityF1"));
  }

  @Override
  public List<Preset> presets() {
    return Presets.beside(this);
  }

  @Override
  public List<Path> files(Path data, Config config) {
    if (!Files.isDirectory(data)) {
      throw new UserError(
          data + ": expected a folder with " + TRAIN + ", " + VALIDATION + " and " + TEST);
    }
    return Stream.of(TRAIN, VALIDATION, TEST).map(data::resolve).toList();
  }

  @Override
  public Splits<TaggedSentence> read(Path data, Config config) throws IOException {
    List<Path> files = files(data, config);
    List<TaggedSentence> train = Iob2Reader.read(files.get(0));
    List<String> tagSet = train.get(0).tagSet();
    return new Splits<>(
        inText(train, config),
        inText(Iob2Reader.read(files.get(1), tagSet), config),
        inText(Iob2Reader.read(files.get(2), tagSet), config));
  }

  /** Gives each sentence those around it, as far as the features look. */
  private static List<TaggedSentence> inText(List<TaggedSentence> part, Config config) {
    int distance = TokenFeatures.distance(config);
    List<List<String>> text = part.stream().map(TaggedSentence::tokens).toList();
    return IntStream.range(0, part.size())
        .mapToObj(i -> part.get(i).within(Mentions.around(text, i, distance)))
        .toList();
  }

  @Override
  public NerPreparation prepare(List<TaggedSentence> train, Config config) {
    return NerPreparation.of(train, config);
  }

  @Override
  public NerPreparation restore(Path run, Config config) throws IOException {
    return NerPreparation.restore(run);
  }

  @Override
  public MultiLayerConfiguration network(NerPreparation preparation, Config config) {
    return SequenceNetwork.from(config)
        .tokens(
            TokenInput.of(preparation.words().size(), Vocabulary.UNKNOWN)
                .withBags(TokenFeatures.from(config).bags()))
        .perStep(preparation.tags().size(), ForbiddenTransitions.iob2(preparation.tags()));
  }

  @Override
  public Vectorizer<TaggedSentence> vectorizer(NerPreparation preparation, Config config) {
    return new NerVectorizer(preparation, config);
  }

  @Override
  public Batches<TaggedSentence> batches(
      List<TaggedSentence> sentences, NerPreparation preparation, Config config) {
    Batches<TaggedSentence> asTheyAre = Task.super.batches(sentences, preparation, config);
    double share = config.get(NameSwaps.SHARE);
    return share == 0 ? asTheyAre : new NameSwaps(asTheyAre, share);
  }

  @Override
  public Map<String, String> terms(Model<NerPreparation> model) {
    Map<String, String> terms = model.config().asText(List.of(NetworkSettings.OUTPUT));
    terms.put("tags", String.join(", ", model.preparation().tags()));
    return terms;
  }

  @Override
  public Evaluator<TaggedSentence> evaluator(Ensemble<NerPreparation> models) {
    return new NerEvaluator(models.first().preparation(), decoder(models));
  }

  private static TagDecoder decoder(Ensemble<NerPreparation> models) {
    return TagDecoder.of(models.members().stream().map(Model::network).toList());
  }

  @Override
  public Optional<SequenceLengths> lengths(List<TaggedSentence> train, Config config) {
    int[] lengths = train.stream().mapToInt(sentence -> sentence.tokens().size()).toArray();
    return Optional.of(new SequenceLengths(lengths, 0, "tokens"));
  }

  @Override
  public Table examples(List<TaggedSentence> sentences) {
    return new Table(
        "Sentences with their entities",
        List.of("sentence"),
        sentences.stream()
            .map(sentence -> List.of(marked(sentence.tokens(), sentence.tags()).render()))
            .toList());
  }

  @Override
  public List<MarkedText> marked(Model<NerPreparation> model, List<String> sentences) {
    Ensemble<NerPreparation> alone = Ensemble.of(model);
    return predict(
            alone, decoder(alone), sentences.stream().map(SentenceTokenizer::tokens).toList())
        .stream()
        .map(prediction -> marked(prediction.tokens(), prediction.tags()))
        .toList();
  }

  private static MarkedText marked(List<String> tokens, List<String> tags) {
    return new MarkedText(
        tokens,
        Span.of(tags).stream()
            .map(span -> new MarkedText.Mark(span.type(), span.begin(), span.end()))
            .toList());
  }

  /** Each line is a sentence; the answer has its tokens, their tags and the entities. */
  @Override
  public void predict(
      Ensemble<NerPreparation> models, Config options, BufferedReader input, PrintStream output)
      throws IOException {
    TagDecoder decoder = decoder(models);
    List<String> lines = InputLines.next(input);
    while (!lines.isEmpty()) {
      List<List<String>> sentences = lines.stream().map(SentenceTokenizer::tokens).toList();
      for (Prediction prediction : predict(models, decoder, sentences)) {
        output.println(JSON.writeValueAsString(prediction));
      }
      output.flush();
      lines = InputLines.next(input);
    }
  }

  private static List<Prediction> predict(
      Ensemble<NerPreparation> models, TagDecoder decoder, List<List<String>> sentences) {
    NerPreparation preparation = models.first().preparation();
    // A blank line has nothing to tag, but its answer must be there.
    List<List<String>> filled = sentences.stream().filter(tokens -> !tokens.isEmpty()).toList();
    List<Tagging> rows = List.of();
    if (!filled.isEmpty()) {
      rows =
          decoder.decode(
              models.mean(model -> output(model, filled)),
              filled.stream().mapToInt(List::size).toArray());
    }
    List<Prediction> predictions = new ArrayList<>();
    int row = 0;
    for (List<String> tokens : sentences) {
      List<String> tags = tokens.isEmpty() ? List.of() : preparation.names(rows.get(row++).tags());
      predictions.add(Prediction.of(tokens, tags));
    }
    return predictions;
  }

  private static INDArray output(Model<NerPreparation> model, List<List<String>> sentences) {
    TokenBatch words = new NerVectorizer(model.preparation(), model.config()).words(sentences);
    return model.network().output(words.ids(), false, words.mask(), words.mask());
  }

  /** One line of the answer. */
  private record Prediction(List<String> tokens, List<String> tags, List<Entity> entities) {
    static Prediction of(List<String> tokens, List<String> tags) {
      List<Entity> entities =
          Span.of(tags).stream()
              .map(
                  span ->
                      new Entity(
                          span.type(),
                          String.join(" ", tokens.subList(span.begin(), span.end())),
                          span.begin(),
                          span.end()))
              .toList();
      return new Prediction(tokens, tags, entities);
    }
  }

  /**
   * An entity of the answer.
   *
   * @param begin its first token, counted from 0
   * @param end the token after its last
   */
  private record Entity(String type, String text, int begin, int end) {}
}

package io.sequent.tasks.ner;

import static java.util.Objects.requireNonNull;

import io.sequent.common.config.Config;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.network.crf.TagDecoder;
import io.sequent.common.network.crf.TagDecoder.Tagging;
import io.sequent.common.predict.InputReader;
import io.sequent.common.predict.Inputs;
import io.sequent.common.predict.Predictor;
import io.sequent.common.predict.SimilarLengths;
import io.sequent.common.predict.SpanPrediction;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.tasks.ner.SentenceVectorizer.Reading;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Finds the entities of sentences; those of one document that are near each other are read
 * together.
 */
final class NerPredictor implements Predictor<Passage, SpanPrediction> {
  /** Sentences of a batch, and the tokens that they are filled up to. */
  private static final SimilarLengths BATCHES = new SimilarLengths(128, 1 << 12);

  private final Ensemble<NerPreparation> models;
  private final TagDecoder decoder;
  private final double threshold;
  private final List<String> columns;
  private final IdentityHashMap<Model<NerPreparation>, SentenceVectorizer<?>> vectorizers =
      new IdentityHashMap<>();

  NerPredictor(Ensemble<NerPreparation> models, Config options) {
    this.models = models;
    this.decoder = decoder(models);
    this.threshold = options.get(NerSettings.THRESHOLD);
    this.columns = options.get(NerSettings.COLUMNS);
    for (Model<NerPreparation> model : models.members()) {
      vectorizers.put(model, SentenceVectorizer.of(model.preparation(), model.config()));
    }
  }

  /** What makes tags of the models' joint output. */
  static TagDecoder decoder(Ensemble<NerPreparation> models) {
    return TagDecoder.of(models.members().stream().map(Model::network).toList());
  }

  @Override
  public InputReader<Passage> reader() {
    return lines -> lines.stream().map(Passage::ofLine).toList();
  }

  @Override
  public Inputs<Passage> open(Path file, Charset encoding) throws IOException {
    return new FileToTag(file, columns).open(encoding, reader());
  }

  /** A text, each line of which is a sentence. */
  @Override
  public Passage input(String text) {
    return Passage.ofText(text, 0);
  }

  @Override
  public Class<SpanPrediction> type() {
    return SpanPrediction.class;
  }

  @Override
  public List<SpanPrediction> predict(List<Passage> passages) {
    return predict(passages, passages.stream().mapToInt(Passage::document).toArray());
  }

  /** Documents are kept apart, and so are sources. */
  @Override
  public List<List<SpanPrediction>> predictApart(List<List<Passage>> sources) {
    List<Passage> passages = new ArrayList<>();
    List<Integer> documents = new ArrayList<>();
    int last = 0;
    for (List<Passage> source : sources) {
      for (int i = 0; i < source.size(); i++) {
        boolean isNext = i == 0 || source.get(i).document() != source.get(i - 1).document();
        last += isNext ? 1 : 0;
        passages.add(source.get(i));
        documents.add(last);
      }
    }
    int[] numbers = documents.stream().mapToInt(Integer::intValue).toArray();
    return Predictor.parts(predict(passages, numbers), sources);
  }

  /**
   * @param numbers the number of the document of each passage
   */
  private List<SpanPrediction> predict(List<Passage> passages, int[] numbers) {
    List<List<String>> sentences = passages.stream().flatMap(Passage::texts).toList();
    int[] documents =
        IntStream.range(0, numbers.length)
            .flatMap(i -> passages.get(i).sentences().stream().mapToInt(sentence -> numbers[i]))
            .toArray();
    List<Tagging> taggings = sentences.isEmpty() ? List.of() : taggings(sentences, documents);
    List<SpanPrediction> predictions = new ArrayList<>();
    int next = 0;
    for (Passage passage : passages) {
      int end = next + passage.sentences().size();
      predictions.add(prediction(passage, taggings.subList(next, end)));
      next = end;
    }
    return predictions;
  }

  private List<Tagging> taggings(List<List<String>> sentences, int[] documents) {
    IdentityHashMap<Model<NerPreparation>, Reading<?>> readings = new IdentityHashMap<>();
    vectorizers.forEach(
        (model, vectorizer) -> readings.put(model, vectorizer.read(sentences, documents)));
    return BATCHES.answers(
        IntStream.range(0, documents.length).boxed().toList(),
        i -> sentences.get(i).size(),
        batch ->
            decoder.decode(
                models.mean(model -> output(model, requireNonNull(readings.get(model)), batch)),
                batch.stream().mapToInt(i -> sentences.get(i).size()).toArray()));
  }

  private static INDArray output(
      Model<NerPreparation> model, Reading<?> reading, List<Integer> places) {
    TokenBatch batch = reading.batch(places);
    INDArray output = model.network().output(batch.ids(), false, batch.mask(), batch.mask());
    return reading.ofWords(output, places);
  }

  private SpanPrediction prediction(Passage passage, List<Tagging> taggings) {
    List<Token> tokens = passage.tokens();
    List<String> texts = Token.texts(tokens);
    List<String> tags = new ArrayList<>();
    List<SpanPrediction.Span> spans = new ArrayList<>();
    for (Tagging tagging : taggings) {
      int begin = tags.size();
      List<String> sentence = models.first().preparation().names(tagging.tags());
      tags.addAll(sentence);
      for (Span span : Span.of(sentence)) {
        double probability = tagging.spanProbability(span.begin(), span.end());
        int from = begin + span.begin();
        int to = begin + span.end();
        if (probability < threshold) {
          Collections.fill(tags.subList(from, to), TagScheme.OUTSIDE);
        } else {
          spans.add(
              new SpanPrediction.Span(
                  span.type(),
                  String.join(" ", texts.subList(from, to)),
                  from,
                  to,
                  tokens.get(from).start(),
                  tokens.get(to - 1).end(),
                  probability));
        }
      }
    }
    return new SpanPrediction(texts, tags, spans);
  }
}

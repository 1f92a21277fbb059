package io.sequent.tasks.ner;

import io.sequent.common.data.TokenBatch;
import io.sequent.common.network.crf.TagDecoder;
import io.sequent.common.network.crf.TagDecoder.Tagging;
import io.sequent.common.predict.InputReader;
import io.sequent.common.predict.Predictor;
import io.sequent.common.predict.SpanPrediction;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Finds the entities of sentences, a line each; neighbouring lines are taken for one text. */
final class NerPredictor implements Predictor<String, SpanPrediction> {
  private final Ensemble<NerPreparation> models;
  private final TagDecoder decoder;

  NerPredictor(Ensemble<NerPreparation> models) {
    this.models = models;
    this.decoder = decoder(models);
  }

  /** What makes tags of the models' joint output. */
  static TagDecoder decoder(Ensemble<NerPreparation> models) {
    return TagDecoder.of(models.members().stream().map(Model::network).toList());
  }

  @Override
  public InputReader<String> reader() {
    return InputReader.lines();
  }

  @Override
  public List<SpanPrediction> predict(List<String> lines) {
    List<List<Token>> sentences = lines.stream().map(SentenceTokenizer::split).toList();
    // A blank line has nothing to tag, but its prediction must be there.
    List<List<String>> filled =
        sentences.stream().filter(tokens -> !tokens.isEmpty()).map(Token::texts).toList();
    List<Tagging> rows = filled.isEmpty() ? List.of() : taggings(filled);
    List<SpanPrediction> predictions = new ArrayList<>();
    int row = 0;
    for (List<Token> tokens : sentences) {
      predictions.add(
          tokens.isEmpty()
              ? new SpanPrediction(List.of(), List.of(), List.of())
              : prediction(tokens, rows.get(row++)));
    }
    return predictions;
  }

  private List<Tagging> taggings(List<List<String>> sentences) {
    return decoder.decode(
        models.mean(model -> output(model, sentences)),
        sentences.stream().mapToInt(List::size).toArray());
  }

  private static INDArray output(Model<NerPreparation> model, List<List<String>> sentences) {
    TokenBatch words = new NerVectorizer(model.preparation(), model.config()).words(sentences);
    return model.network().output(words.ids(), false, words.mask(), words.mask());
  }

  private SpanPrediction prediction(List<Token> tokens, Tagging tagging) {
    List<String> texts = Token.texts(tokens);
    List<String> tags = models.first().preparation().names(tagging.tags());
    return new SpanPrediction(
        texts,
        tags,
        Span.of(tags).stream()
            .map(
                span ->
                    new SpanPrediction.Span(
                        span.type(),
                        String.join(" ", texts.subList(span.begin(), span.end())),
                        span.begin(),
                        span.end(),
                        tokens.get(span.begin()).start(),
                        tokens.get(span.end() - 1).end(),
                        tagging.spanProbability(span.begin(), span.end())))
            .toList());
  }
}

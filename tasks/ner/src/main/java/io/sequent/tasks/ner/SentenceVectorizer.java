package io.sequent.tasks.ner;

import io.sequent.common.config.Config;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.data.Vectorizer;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns sentences into arrays.
 *
 * @param <F> what the network reads of one sentence
 */
abstract class SentenceVectorizer<F> implements Vectorizer<TaggedSentence> {
  /** The one that a model reads sentences with. */
  static SentenceVectorizer<?> of(NerPreparation preparation, Config config) {
    return preparation.encoder().isPresent()
        ? new PieceVectorizer(preparation, config)
        : new WordVectorizer(preparation, config);
  }

  /**
   * What is read of sentences to predict for.
   *
   * @param sentences tokens, at least one each, in the order of their texts
   * @param texts the number of the text of each; only neighbours in one text are looked at
   */
  abstract List<F> features(List<List<String>> sentences, int[] texts);

  /** Several sentences side by side. */
  abstract TokenBatch batch(List<F> features);

  /**
   * The outputs of a network at the words of sentences.
   *
   * @param output shape {@code [batch, tags, steps of the network]}
   * @return shape {@code [batch, tags, words]}
   */
  abstract INDArray ofWords(INDArray output, List<F> features);

  /** The same of sentences that {@link #vectorize} has read. */
  abstract INDArray ofSentences(INDArray output, List<TaggedSentence> sentences);

  /** Sentences to predict for, of which some make a batch. */
  final Reading<F> read(List<List<String>> sentences, int[] texts) {
    return new Reading<>(this, features(sentences, texts));
  }

  /**
   * Sentences to predict for.
   *
   * @param features of each
   */
  record Reading<F>(SentenceVectorizer<F> vectorizer, List<F> features) {
    /** Some of them side by side. */
    TokenBatch batch(List<Integer> places) {
      return vectorizer.batch(places.stream().map(features::get).toList());
    }

    /** The outputs at their words. */
    INDArray ofWords(INDArray output, List<Integer> places) {
      return vectorizer.ofWords(output, places.stream().map(features::get).toList());
    }
  }
}

package io.sequent.tasks.ner;

import io.sequent.common.config.Config;
import io.sequent.common.data.OneHot;
import io.sequent.common.data.TokenBatch;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Turns sentences into word ids with their {@link TokenFeatures}, {@code [batch, 1 + features,
 * time]}, and one-hot tags {@code [batch, tags, time]}; where lengths differ, one mask {@code
 * [batch, time]} serves both.
 */
final class WordVectorizer extends SentenceVectorizer<int[][]> {
  private final NerPreparation preparation;
  private final TokenFeatures features;
  private final int distance;

  WordVectorizer(NerPreparation preparation, Config config) {
    this.preparation = preparation;
    this.features = TokenFeatures.from(config);
    this.distance = TokenFeatures.distance(config);
  }

  @Override
  public int length(TaggedSentence sentence) {
    return sentence.tokens().size();
  }

  @Override
  public DataSet vectorize(List<TaggedSentence> sentences) {
    TokenBatch words =
        TokenBatch.ofChannels(
            sentences.stream().map(s -> channels(s.tokens(), s.around())).toList());
    List<int[]> tags = sentences.stream().map(s -> preparation.indices(s.tags())).toList();
    INDArray oneHot =
        OneHot.steps(tags, preparation.tags().size(), Math.toIntExact(words.ids().size(2)));
    return new DataSet(words.ids(), oneHot, words.mask(), words.mask());
  }

  @Override
  List<int[][]> features(List<List<String>> sentences, int[] texts) {
    List<int[][]> channels = new ArrayList<>();
    int begin = 0;
    while (begin < texts.length) {
      int end = begin + 1;
      while (end < texts.length && texts[end] == texts[begin]) {
        end++;
      }
      List<List<String>> text = sentences.subList(begin, end);
      for (int i = 0; i < text.size(); i++) {
        channels.add(channels(text.get(i), Mentions.around(text, i, distance)));
      }
      begin = end;
    }
    return channels;
  }

  @Override
  TokenBatch batch(List<int[][]> sentences) {
    return TokenBatch.ofChannels(sentences);
  }

  @Override
  INDArray ofWords(INDArray output, List<int[][]> features) {
    return output;
  }

  @Override
  INDArray ofSentences(INDArray output, List<TaggedSentence> sentences) {
    return output;
  }

  private int[][] channels(List<String> tokens, List<List<String>> around) {
    return features.channels(preparation.ids(tokens), tokens, around);
  }
}

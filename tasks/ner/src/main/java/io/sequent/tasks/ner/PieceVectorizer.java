package io.sequent.tasks.ner;

import io.sequent.common.config.Config;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.encoder.TextEncoder;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.build.TagOutput;
import io.sequent.common.pretrained.Pieces;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Turns sentences into the word pieces of an encoder, {@code [batch, 1, time]}, or into the states
 * that it gives them where it is frozen, {@code [batch, width, time]}. A word has its tag at its
 * first piece; the mask of the labels leaves the other pieces out, so that a CRF takes the first
 * pieces as neighbours.
 *
 * <p>A word without a piece, since it stands behind what the encoder can read or has no character
 * that it knows, is outside of any entity.
 */
final class PieceVectorizer extends SentenceVectorizer<PieceVectorizer.Encoded> {
  /** So small that a CRF never takes it. */
  private static final float IMPOSSIBLE_EMISSION = -1e4f;

  private final NerPreparation preparation;
  private final TextEncoder encoder;
  private final boolean emissions;
  private final Map<List<String>, Encoded> known = new ConcurrentHashMap<>();

  /**
   * A sentence as the encoder reads it.
   *
   * @param ids of its word pieces
   * @param firsts for each word the place of its first piece, or -1
   */
  record Encoded(int[] ids, int[] firsts) {}

  PieceVectorizer(NerPreparation preparation, Config config) {
    this.preparation = preparation;
    this.encoder = preparation.encoder().orElseThrow();
    this.emissions = config.get(NetworkSettings.OUTPUT) == TagOutput.CRF;
  }

  private Encoded known(TaggedSentence sentence) {
    return known.computeIfAbsent(sentence.tokens(), this::encoded);
  }

  private Encoded encoded(List<String> tokens) {
    Pieces pieces = encoder.pieces(tokens);
    return new Encoded(pieces.ids(), pieces.firstOfWords(tokens.size()));
  }

  @Override
  public int length(TaggedSentence sentence) {
    return known(sentence).ids().length;
  }

  @Override
  public DataSet vectorize(List<TaggedSentence> sentences) {
    List<Encoded> encoded = sentences.stream().map(this::known).toList();
    List<int[]> pieces = encoded.stream().map(Encoded::ids).toList();
    TokenBatch batch = encoder.input(pieces);
    int time = Math.toIntExact(batch.ids().size(2));
    int classes = preparation.tags().size();
    float[] labels = new float[sentences.size() * classes * time];
    float[] mask = new float[sentences.size() * time];
    for (int i = 0; i < sentences.size(); i++) {
      int[] tags = preparation.indices(sentences.get(i).tags());
      int[] steps = encoded.get(i).firsts();
      for (int word = 0; word < tags.length; word++) {
        if (steps[word] >= 0) {
          labels[(i * classes + tags[word]) * time + steps[word]] = 1;
          mask[i * time + steps[word]] = 1;
        }
      }
    }
    return new DataSet(
        batch.ids(),
        Nd4j.create(labels, new long[] {sentences.size(), classes, time}, DataType.FLOAT),
        batch.mask(),
        Nd4j.create(mask, new long[] {sentences.size(), time}, DataType.FLOAT));
  }

  @Override
  List<Encoded> features(List<List<String>> sentences, int[] texts) {
    return sentences.stream().map(this::encoded).toList();
  }

  @Override
  TokenBatch batch(List<Encoded> sentences) {
    return encoder.inputOnce(sentences.stream().map(Encoded::ids).toList());
  }

  @Override
  INDArray ofSentences(INDArray output, List<TaggedSentence> sentences) {
    return ofWords(output, sentences.stream().map(this::known).toList());
  }

  @Override
  INDArray ofWords(INDArray output, List<Encoded> sentences) {
    int classes = Math.toIntExact(output.size(1));
    int time = Math.toIntExact(output.size(2));
    int words = sentences.stream().mapToInt(s -> s.firsts().length).max().orElseThrow();
    float[] steps = output.dup('c').data().asFloat();
    float[] all = new float[sentences.size() * classes * words];
    for (int i = 0; i < sentences.size(); i++) {
      int[] first = sentences.get(i).firsts();
      for (int tag = 0; tag < classes; tag++) {
        int from = (i * classes + tag) * time;
        int to = (i * classes + tag) * words;
        for (int word = 0; word < first.length; word++) {
          all[to + word] = first[word] < 0 ? ofNone(tag) : steps[from + first[word]];
        }
      }
    }
    return Nd4j.create(all, new long[] {sentences.size(), classes, words}, DataType.FLOAT);
  }

  /** What is put where a word has no piece. */
  private float ofNone(int tag) {
    boolean outside = tag == preparation.tags().indexOf(TagScheme.OUTSIDE);
    return emissions ? outside ? 0 : IMPOSSIBLE_EMISSION : outside ? 1 : 0;
  }
}

package io.sequent.common.classify;

import io.sequent.common.config.Config;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.encoder.TextEncoder;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.report.Charts;
import io.sequent.common.report.Picture;
import io.sequent.common.task.Model;
import io.sequent.common.text.TextPipeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Which word of a text, or word piece of an encoder, attends to which, in a transformer. Longer
 * texts are cut before the model reads them, so that a map can be read and its rows are whole.
 *
 * @param title what attends to what
 * @param words of the text, the class token before them where there is one
 * @param shares {@code shares.get(i).get(j)}: the share of word {@code j} in what word {@code i}
 *     attends to; a row adds up to one
 */
record AttentionMap(String title, List<String> words, List<List<Double>> shares) {
  private static final int MOST_WORDS = 24;
  private static final int MOST_TEXTS = 3;
  private static final int MOST_HEADS = 3;
  private static final String CLASS_TOKEN = "[class]";

  /** The maps as pictures, each with a number in its name. */
  static List<Picture> pictures(List<AttentionMap> maps) {
    List<Picture> pictures = new ArrayList<>();
    for (AttentionMap map : maps) {
      pictures.add(
          new Picture(
              "attention-" + (pictures.size() + 1),
              Charts.attention(map.title, map.words, map.shares)));
    }
    return pictures;
  }

  /**
   * The maps of the first texts of different classes, three at most, each the mean of the heads of
   * the last block; then, of the first text, the heads of all blocks that are the most focused.
   * Texts without a word are left out.
   *
   * @param model a transformer
   * @param mask for the words
   */
  static List<AttentionMap> of(
      Model<TextPreparation> model, List<LabelledText> texts, WordMask mask) {
    Map<Integer, AttentionMap> maps = new LinkedHashMap<>();
    List<AttentionMap> heads = new ArrayList<>();
    for (LabelledText text : texts) {
      if (maps.size() == MOST_TEXTS || maps.containsKey(text.label())) {
        continue;
      }
      Cut cut =
          model.preparation().encoder().isPresent() ? pieces(model, text) : words(model, text);
      if (!cut.words().isEmpty()) {
        String where = " in a text of class " + text.classes().get(text.label());
        List<String> words = cut.words().stream().map(mask::of).toList();
        List<AttentionHead> all = AttentionHead.of(model.network(), cut.ids());
        maps.put(text.label(), map("Attention" + where, words, AttentionHead.meanOfLastBlock(all)));
        if (heads.isEmpty()) {
          for (AttentionHead head : AttentionHead.mostFocused(all, MOST_HEADS)) {
            heads.add(map(head.title() + where, words, head.shares()));
          }
        }
      }
    }
    return Stream.concat(maps.values().stream(), heads.stream()).toList();
  }

  private static AttentionMap map(String title, List<String> words, double[][] shares) {
    List<List<Double>> rows =
        Arrays.stream(shares).map(row -> DoubleStream.of(row).boxed().toList()).toList();
    return new AttentionMap(title, steps(words, rows.size()), rows);
  }

  /**
   * The beginning of a text.
   *
   * @param words that are shown
   * @param ids what the network reads
   */
  private record Cut(List<String> words, INDArray ids) {}

  private static Cut words(Model<TextPreparation> model, LabelledText text) {
    // Flattened outputs would have texts filled up to one length.
    Config config = model.config().with(NetworkSettings.POOLING, List.of(Pooling.MEAN));
    TextPreparation preparation = model.preparation().cutTo(MOST_WORDS);
    return new Cut(
        Terms.of(config).of(text.text()).stream().limit(preparation.fitted().maxLength()).toList(),
        new WordVectorizer(preparation, config).read(List.of(text.text())).ids());
  }

  private static Cut pieces(Model<TextPreparation> model, LabelledText text) {
    TextEncoder encoder = model.preparation().encoder().orElseThrow();
    String cleaned = TextPipeline.from(model.config()).cleaned(text.text());
    int[] ids = encoder.pieces(cleaned).ids();
    int[] cut = Arrays.copyOf(ids, Math.min(ids.length, MOST_WORDS));
    return new Cut(
        encoder.written(cleaned).subList(0, cut.length), TokenBatch.of(List.of(cut)).ids());
  }

  private static List<String> steps(List<String> words, int steps) {
    return steps == words.size()
        ? words
        : Stream.concat(Stream.of(CLASS_TOKEN), words.stream()).toList();
  }
}

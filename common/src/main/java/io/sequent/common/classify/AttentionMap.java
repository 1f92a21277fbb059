package io.sequent.common.classify;

import io.sequent.common.config.Config;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.encoder.TextEncoder;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.transformer.TransformerBlockLayer;
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
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Which word of a text, or word piece of an encoder, attends to which, in the last block of a
 * transformer. Longer texts are cut before the model reads them, so that a map can be read and its
 * rows are whole.
 *
 * @param label the name of the text's class
 * @param words of the text, the class token before them where there is one
 * @param shares {@code shares.get(i).get(j)}: the share of word {@code j} in what word {@code i}
 *     attends to, the mean of the heads; a row adds up to one
 */
record AttentionMap(String label, List<String> words, List<List<Double>> shares) {
  private static final int MOST_WORDS = 24;
  private static final int MOST_TEXTS = 3;
  private static final String CLASS_TOKEN = "[class]";

  /** The maps as pictures, each with a number in its name. */
  static List<Picture> pictures(List<AttentionMap> maps) {
    List<Picture> pictures = new ArrayList<>();
    for (AttentionMap map : maps) {
      String title = "Attention in a text of class " + map.label;
      pictures.add(
          new Picture(
              "attention-" + (pictures.size() + 1),
              Charts.attention(title, map.words, map.shares)));
    }
    return pictures;
  }

  /**
   * The maps of the first texts of different classes, three at most. Texts without a word are left
   * out.
   *
   * @param model a transformer
   * @param mask for the words
   */
  static List<AttentionMap> of(
      Model<TextPreparation> model, List<LabelledText> texts, WordMask mask) {
    Map<Integer, AttentionMap> maps = new LinkedHashMap<>();
    for (LabelledText text : texts) {
      if (maps.size() == MOST_TEXTS || maps.containsKey(text.label())) {
        continue;
      }
      Cut cut =
          model.preparation().encoder().isPresent() ? pieces(model, text) : words(model, text);
      List<String> words = cut.words();
      if (!words.isEmpty()) {
        INDArray shares = shares(model.network(), cut.ids());
        String label = text.classes().get(text.label());
        maps.put(
            text.label(),
            new AttentionMap(
                label, steps(words.stream().map(mask::of).toList(), shares), rows(shares)));
      }
    }
    return List.copyOf(maps.values());
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

  /**
   * The mean of the heads.
   *
   * @param ids of one text
   * @return shape [time, time]
   */
  private static INDArray shares(MultiLayerNetwork network, INDArray ids) {
    TransformerBlockLayer last =
        Arrays.stream(network.getLayers())
            .filter(TransformerBlockLayer.class::isInstance)
            .map(TransformerBlockLayer.class::cast)
            .reduce((lower, upper) -> upper)
            .orElseThrow();
    last.keepAttention(true);
    try {
      network.feedForwardToLayer(last.getIndex(), ids, false);
      return last.attention().slice(0).mean(0).castTo(DataType.DOUBLE);
    } finally {
      last.keepAttention(false);
    }
  }

  private static List<String> steps(List<String> words, INDArray shares) {
    return shares.size(0) == words.size()
        ? words
        : Stream.concat(Stream.of(CLASS_TOKEN), words.stream()).toList();
  }

  private static List<List<Double>> rows(INDArray shares) {
    return Arrays.stream(shares.toDoubleMatrix())
        .map(row -> DoubleStream.of(row).boxed().toList())
        .toList();
  }
}

package io.sequent.common.encoder;

import io.sequent.common.UserError;
import io.sequent.common.data.DataRoots;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.network.engine.NativeFloats;
import io.sequent.common.pretrained.EncoderSizes;
import io.sequent.common.pretrained.EncoderSource;
import io.sequent.common.pretrained.OnnxEncoder;
import io.sequent.common.pretrained.PretrainedEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An encoder that is not trained: gives texts their states, each text's once, and keeps them in a
 * {@link StateCache}. Thread-safe.
 */
final class FrozenEncoder {
  /** Texts that are encoded together, and the word pieces that they are filled up to. */
  private static final int MOST_TEXTS = 64;

  private static final int MOST_PIECES = 1 << 12;

  private static final String STATES = "encoder-states";
  private static final int DIGITS_OF_FOLDER = 32;

  private final int width;
  private final Supplier<StatesModel> opening;
  private final StateCache cache;
  private @Nullable StatesModel model;

  private FrozenEncoder(int width, Supplier<StatesModel> opening, StateCache cache) {
    this.width = width;
    this.opening = opening;
    this.cache = cache;
  }

  /**
   * An encoder with its states in the user's cache. Its weights are read when states are asked for
   * that are not there.
   *
   * @param name of the encoder, for messages
   */
  static FrozenEncoder of(EncoderSource source, EncoderIdentity identity, String name)
      throws IOException {
    EncoderSizes sizes = identity.sizes();
    Path folder =
        DataRoots.ofSystem()
            .cache()
            .resolve(STATES)
            .resolve(identity.sha256().substring(0, DIGITS_OF_FOLDER));
    return new FrozenEncoder(
        sizes.width(),
        () -> model(source, name),
        new StateCache(folder, sizes.width(), sizes.positions()));
  }

  private static StatesModel model(EncoderSource source, String name) {
    if (source instanceof PretrainedEncoder layers) {
      return LayerStates.of(layers);
    }
    OnnxRuntime runtime =
        OnnxRuntime.find()
            .orElseThrow(
                () ->
                    new UserError(
                        name
                            + ": needs ONNX Runtime, which is not part of this build; add -Ponnx to"
                            + " the mvn command, or make the jar by: mvn package -Ponnx -DskipTests"));
    try {
      return runtime.open(((OnnxEncoder) source).model(), source.sizes().width());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the states are. */
  Path folder() {
    return cache.folder();
  }

  /**
   * Requires room on the disk for the states of texts.
   *
   * @return bytes of those that are not there yet
   */
  synchronized long requireRoom(Iterable<int[]> texts) throws IOException {
    long bytes = cache.missingBytes(texts);
    cache.requireRoom(bytes);
    return bytes;
  }

  /**
   * The states of texts.
   *
   * @param texts word pieces of each
   * @param keep whether states that were not known are put into the cache
   * @return states [batch, width, time], zeros behind shorter texts, and the mask
   */
  synchronized TokenBatch of(List<int[]> texts, boolean keep) {
    try {
      Map<Integer, float[]> computed = computed(texts, keep);
      int time = texts.stream().mapToInt(text -> text.length).max().orElseThrow();
      float[] states = new float[Math.multiplyExact(texts.size() * width, time)];
      for (int i = 0; i < texts.size(); i++) {
        float[] own = computed.get(i);
        copy(own == null ? known(texts.get(i)) : FloatBuffer.wrap(own), states, i, time);
      }
      return new TokenBatch(
          NativeFloats.array(states, texts.size(), width, time),
          TokenBatch.mask(texts.stream().mapToInt(text -> text.length).toArray(), time));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FloatBuffer known(int[] text) throws IOException {
    return cache.get(text).orElseThrow().asFloatBuffer();
  }

  /** From [width, length] into [batch, width, time]. */
  private void copy(FloatBuffer from, float[] states, int text, int time) {
    int length = from.remaining() / width;
    for (int channel = 0; channel < width; channel++) {
      from.get(states, (text * width + channel) * time, length);
    }
  }

  /** The states of texts that are not in the cache, by their place in the list. */
  private Map<Integer, float[]> computed(List<int[]> texts, boolean keep) throws IOException {
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Optional<ByteBuffer> states = cache.get(texts.get(i));
      if (states.isEmpty()) {
        missing.add(i);
      }
    }
    missing.sort(Comparator.comparingInt(i -> texts.get(i).length));
    Map<Integer, float[]> computed = new LinkedHashMap<>();
    int from = 0;
    while (from < missing.size()) {
      int to = from + 1;
      while (to < missing.size()
          && to - from < MOST_TEXTS
          && (to - from + 1) * texts.get(missing.get(to)).length <= MOST_PIECES) {
        to++;
      }
      List<Integer> together = missing.subList(from, to);
      List<int[]> pieces = together.stream().map(texts::get).toList();
      List<float[]> states = model().states(pieces);
      if (keep) {
        cache.put(pieces, states);
      }
      for (int i = 0; i < states.size(); i++) {
        computed.put(together.get(i), states.get(i));
      }
      from = to;
    }
    return computed;
  }

  private StatesModel model() {
    StatesModel ready = model;
    if (ready == null) {
      ready = opening.get();
      model = ready;
    }
    return ready;
  }
}

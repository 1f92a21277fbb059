package io.sequent.common.encoder;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.build.SequenceNetwork;
import io.sequent.common.network.build.TokenInput.Encoder;
import io.sequent.common.network.memory.ByteCount;
import io.sequent.common.network.transformer.BertEncoder;
import io.sequent.common.pretrained.EncoderShape;
import io.sequent.common.pretrained.EncoderSizes;
import io.sequent.common.pretrained.EncoderSource;
import io.sequent.common.pretrained.Pieces;
import io.sequent.common.pretrained.PretrainedEncoder;
import io.sequent.common.pretrained.WordPieces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;

/**
 * The pretrained encoder of a model. A run keeps its tokenizer and sizes. Fine-tuned, its layers
 * are part of the run's network, and the encoder's own files are not needed again; frozen, they
 * are, and must be the same.
 */
public final class TextEncoder {
  private static final String TOKENIZER = "tokenizer.json";

  private final EncoderIdentity identity;
  private final WordPieces tokenizer;
  private final Config config;
  private final Map<String, Pieces> remembered = new ConcurrentHashMap<>();
  private @Nullable EncoderSource files;
  private @Nullable FrozenEncoder frozen;

  private TextEncoder(EncoderIdentity identity, WordPieces tokenizer, Config config) {
    this.identity = identity;
    this.tokenizer = tokenizer;
    this.config = config;
  }

  /**
   * The encoder that the settings name.
   *
   * @param most word pieces of a text, the special ones included; the rest of it is left out
   * @throws UserError if there is none, it is broken, or it cannot read so many
   */
  public static TextEncoder of(Config config, int most) {
    try {
      return of(open(config), config, most);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The encoder that the settings name, for texts of as many word pieces as it can read.
   *
   * @throws UserError if there is none, or it is broken
   */
  public static TextEncoder of(Config config) {
    try {
      EncoderSource files = open(config);
      return of(files, config, files.sizes().positions());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TextEncoder of(EncoderSource files, Config config, int most) throws IOException {
    TextEncoder encoder =
        new TextEncoder(EncoderIdentity.of(files), files.wordPieces(most), config);
    encoder.files = files;
    return encoder;
  }

  /**
   * Reads what {@link #save} wrote, for texts of as many word pieces as the encoder can read.
   *
   * @throws UserError if the files are damaged or do not fit each other
   */
  public static TextEncoder restore(Path run, Config config) throws IOException {
    EncoderIdentity identity = EncoderIdentity.read(run);
    return restore(run, identity, config, identity.sizes().positions());
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @param most word pieces of a text
   * @throws UserError if the files are damaged or do not fit each other
   */
  public static TextEncoder restore(Path run, Config config, int most) throws IOException {
    EncoderIdentity identity = EncoderIdentity.read(run);
    int positions = identity.sizes().positions();
    if (most > positions) {
      throw UserError.at(
          run.resolve(EncoderIdentity.FILE),
          1,
          "%d positions, expected at least the %d word pieces of a text"
              .formatted(positions, most));
    }
    return restore(run, identity, config, most);
  }

  private static TextEncoder restore(Path run, EncoderIdentity identity, Config config, int most)
      throws IOException {
    return new TextEncoder(
        identity, WordPieces.read(run.resolve(TOKENIZER), identity.sizes(), most), config);
  }

  /** Writes tokenizer and sizes into a run folder. */
  public void save(Path run) throws IOException {
    identity.save(run);
    AtomicFile.write(run.resolve(TOKENIZER), tokenizer.json() + "\n");
  }

  private static EncoderSource open(Config config) throws IOException {
    String nameOrFolder = config.get(EncoderSettings.ENCODER);
    return EncoderSettings.fineTune(config)
        ? PretrainedEncoder.open(nameOrFolder)
        : EncoderSource.openFrozen(nameOrFolder);
  }

  /** The sizes. */
  public EncoderSizes sizes() {
    return identity.sizes();
  }

  /** The word pieces of a text. */
  public Pieces pieces(String text) {
    Pieces known = remembered.get(text);
    return known == null ? tokenizer.encode(List.of(text)).get(0) : known;
  }

  /** The word pieces of a text as they are written in the vocabulary. */
  public List<String> written(String text) {
    return tokenizer.written(text);
  }

  /** The word pieces of a text that is divided into words already. */
  public Pieces pieces(List<String> words) {
    return tokenizer.encodeWords(words);
  }

  /** Its tokenizer in the form of {@code tokenizer.json}. */
  public String tokenizer() {
    return tokenizer.json();
  }

  /**
   * The layers that give the states of a frozen encoder, with their weights; empty for one that is
   * fine-tuned, and for one whose layers are not ours.
   *
   * @throws UserError if the encoder is no longer the same
   */
  public Optional<MultiLayerNetwork> frozenLayers() {
    if (EncoderSettings.fineTune(config) || identity.shape() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(LayerStates.of((PretrainedEncoder) source()).network());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The SHA-256 of its weights and tokenizer. */
  public String sha256() {
    return identity.sha256();
  }

  /**
   * The beginning of a network that reads {@link #input}.
   *
   * @param above what reads the encoder's states
   * @param maxLength word pieces of the longest text
   */
  public SequenceNetwork.Stack below(SequenceNetwork network, Encoder above, int maxLength) {
    return EncoderSettings.fineTune(config)
        ? network.pretrained(layers(), above, maxLength)
        : network.states(sizes().width(), above, maxLength);
  }

  /** The layers that are part of the network, as the settings ask for. */
  private BertEncoder layers() {
    EncoderShape shape = Objects.requireNonNull(identity.shape(), "layers that are not ours");
    int trained = config.get(EncoderSettings.LAYERS);
    BertEncoder encoder =
        LayerStates.layers(shape)
            .dropout(config.get(NetworkSettings.DROPOUT))
            .attentionDropout(config.get(NetworkSettings.ATTENTION_DROPOUT))
            .rateDecay(config.get(EncoderSettings.RATE_DECAY));
    if (trained == Integer.MAX_VALUE) {
      return encoder;
    }
    if (trained > shape.layers()) {
      throw new UserError(
          "setting '%s': %d, expected all, none, or 1 to the %d layers of the encoder"
              .formatted(EncoderSettings.LAYERS, trained, shape.layers()));
    }
    return encoder.trainTop(trained);
  }

  /**
   * Writes the pretrained weights into a network that {@link #below} began and that is fine-tuned.
   *
   * @throws UserError if the encoder is no longer the same
   */
  public void fill(MultiLayerNetwork network) throws IOException {
    layers().fill(network, 0, LayerStates.weights((PretrainedEncoder) source()));
  }

  /** The encoder's own files, which are not held any longer. */
  private EncoderSource source() throws IOException {
    EncoderSource opened = files;
    files = null;
    EncoderSource encoder = opened == null ? open(config) : opened;
    if (opened == null && !encoder.sha256().equals(identity.sha256())) {
      throw new UserError(
          "encoder=%s: not the encoder that the model was trained with, expected the one with"
                  .formatted(config.get(EncoderSettings.ENCODER))
              + " SHA-256 "
              + identity.sha256());
    }
    return encoder;
  }

  /**
   * What the network reads: the word pieces of texts, or, if the encoder is frozen, the states that
   * it gives them, computed once and kept on disk.
   *
   * @param texts word pieces of each, the same texts again and again
   * @return ids [batch, 1, time] or states [batch, width, time], and their mask
   */
  public TokenBatch input(List<int[]> texts) {
    return EncoderSettings.fineTune(config) ? TokenBatch.of(texts) : frozen().of(texts, true);
  }

  /** The same of texts that will not come again: their states are not kept. */
  public TokenBatch inputOnce(List<int[]> texts) {
    return EncoderSettings.fineTune(config) ? TokenBatch.of(texts) : frozen().of(texts, false);
  }

  /**
   * What a user should know of it before it reads texts again and again, a line: its size, and, if
   * it is frozen, the room that their states take on the disk.
   *
   * @param texts that are read in each epoch; their word pieces are kept in memory
   * @throws UserError if the disk has too little room
   */
  public String describe(List<String> texts) {
    return describe(remember(texts), "texts");
  }

  /**
   * The same of texts of which the word pieces are known.
   *
   * @param what they are, in the plural
   */
  public String describe(List<int[]> pieces, String what) {
    EncoderShape shape = identity.shape();
    String size =
        "encoder: %s, %s%d wide"
            .formatted(
                config.get(EncoderSettings.ENCODER),
                shape == null ? "" : shape.layers() + " layers, ",
                sizes().width());
    if (EncoderSettings.fineTune(config)) {
      return size;
    }
    try {
      long bytes = frozen().requireRoom(pieces);
      return size
          + String.format(
              Locale.ROOT,
              ", frozen; its states of the training %s take %s more in %s",
              what,
              ByteCount.text(bytes),
              frozen().folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<int[]> remember(List<String> texts) {
    List<String> distinct = texts.stream().distinct().toList();
    List<Pieces> pieces = tokenizer.encode(distinct);
    for (int i = 0; i < distinct.size(); i++) {
      remembered.put(distinct.get(i), pieces.get(i));
    }
    return pieces.stream().map(Pieces::ids).toList();
  }

  private synchronized FrozenEncoder frozen() {
    FrozenEncoder ready = frozen;
    if (ready == null) {
      try {
        ready =
            FrozenEncoder.of(source(), identity, "encoder=" + config.get(EncoderSettings.ENCODER));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      frozen = ready;
    }
    return ready;
  }
}

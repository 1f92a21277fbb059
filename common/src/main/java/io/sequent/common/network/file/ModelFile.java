package io.sequent.common.network.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sequent.common.UserError;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.io.JsonProblem;
import io.sequent.common.io.Sha256;
import io.sequent.common.network.memory.MachineMemory;
import io.sequent.common.network.memory.NetworkMemory;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network in a zip file, in the format of Deeplearning4j's {@code ModelSerializer}.
 *
 * <p>Files from strangers are safe to load. Deeplearning4j's own loader runs Java deserialisation
 * on one entry and loads whatever classes the configuration names; here only known entries are
 * taken, and {@link ConfigurationTypes} sees the configuration before Deeplearning4j does. A hash
 * of the content tells when a file was changed.
 */
public final class ModelFile {
  private static final String CONFIGURATION = "configuration.json";
  private static final String COEFFICIENTS = "coefficients.bin";
  private static final String UPDATER = "updaterState.bin";
  private static final Set<String> ENTRIES = Set.of(CONFIGURATION, COEFFICIENTS, UPDATER);

  /** The hash of what is in the other entries, as the comment of the zip file. */
  private static final String HASH = "SHA-256 ";

  /** Weights hardly compress; much smaller entries may be all zeros. */
  private static final int MAX_COMPRESSION = 100;

  private static final long ALWAYS_ALLOWED_BYTES = 64L << 20;

  /** A configuration has a kilobyte for each layer. */
  private static final int MAX_CONFIGURATION_BYTES = 1 << 20;

  /** Two parsers may differ on a field that comes twice, so it is refused. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ModelFile() {}

  /** Saves a network with its updater state; the file appears only when complete. */
  public static void save(MultiLayerNetwork network, Path file) throws IOException {
    write(network, network.params(), network.updaterState(), file);
  }

  /** Saves a network without its updater state: to be used, not to be trained further. */
  public static void saveForUse(MultiLayerNetwork network, Path file) throws IOException {
    write(network, network.params(), null, file);
  }

  /**
   * Saves a network with other parameters than its own and without updater state.
   *
   * @param parameters as many as the network has
   */
  public static void saveWithParameters(MultiLayerNetwork network, INDArray parameters, Path file)
      throws IOException {
    write(network, parameters, null, file);
  }

  private static void write(
      MultiLayerNetwork network, INDArray parameters, @Nullable INDArray updaterState, Path file)
      throws IOException {
    AtomicFile.write(file, partial -> zip(network, parameters, updaterState, partial));
  }

  private static void zip(
      MultiLayerNetwork network, INDArray parameters, @Nullable INDArray updaterState, Path file)
      throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      // Weights hardly compress, and trying costs more than the rest of a checkpoint.
      zip.setLevel(Deflater.NO_COMPRESSION);
      MessageDigest hash = Sha256.digest();
      OutputStream content = new DigestOutputStream(zip, hash);
      zip.putNextEntry(new ZipEntry(CONFIGURATION));
      content.write(network.getLayerWiseConfigurations().toJson().getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry(COEFFICIENTS));
      write(parameters, content);
      if (updaterState != null) {
        zip.putNextEntry(new ZipEntry(UPDATER));
        write(updaterState, content);
      }
      zip.setComment(HASH + Sha256.hex(hash));
    }
  }

  private static void write(INDArray vector, OutputStream content) throws IOException {
    DataOutputStream out = new DataOutputStream(content);
    VectorFormat.write(vector, out);
    out.flush();
  }

  /**
   * Loads a network, with its updater state where the file has one.
   *
   * @throws UserError if the file is no such network, is damaged, or names classes that have no
   *     place in one
   * @throws IOException if the file cannot be read
   */
  public static MultiLayerNetwork load(Path file) throws IOException {
    return read(file, null);
  }

  /**
   * Loads a network of which the layers are known. Nothing is allocated for another one.
   *
   * @param expected what the settings of the network give
   * @throws UserError also if layers, sizes or types are others
   * @throws IOException if the file cannot be read
   */
  public static MultiLayerNetwork load(Path file, MultiLayerConfiguration expected)
      throws IOException {
    return read(file, expected);
  }

  private static MultiLayerNetwork read(Path file, @Nullable MultiLayerConfiguration expected)
      throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return load(zip, expected);
    } catch (UserError e) {
      throw new UserError(file + ": " + e.getMessage(), e);
    } catch (ZipException | EOFException e) {
      throw new UserError(file + ": not a model file, or a damaged one", e);
    }
  }

  private static MultiLayerNetwork load(ZipFile zip, @Nullable MultiLayerConfiguration expected)
      throws IOException {
    Set<String> seen = new HashSet<>();
    for (ZipEntry entry : zip.stream().limit(ENTRIES.size() + 1L).toList()) {
      if (!ENTRIES.contains(entry.getName())) {
        throw new UserError("unexpected entry '" + entry.getName() + "' in a model file");
      }
      if (!seen.add(entry.getName())) {
        throw new UserError("repeated entry '" + entry.getName() + "' in a model file");
      }
    }
    MessageDigest hash = Sha256.digest();
    MultiLayerNetwork network = network(zip, hash, expected);
    if (zip.getEntry(UPDATER) != null) {
      INDArray state = network.updaterState();
      DataType type = network.params().dataType();
      INDArray saved = vector(zip, hash, UPDATER, type, state == null ? 0 : state.length());
      network.getUpdater().setStateViewArray(network, saved, false);
    }
    requireUnchanged(zip, hash);
    return network;
  }

  private static MultiLayerNetwork network(
      ZipFile zip, MessageDigest hash, @Nullable MultiLayerConfiguration expected)
      throws IOException {
    try {
      MultiLayerConfiguration configuration = configuration(zip, hash, expected);
      long parameters = NetworkMemory.requireParametersFit(configuration, MachineMemory.bytes());
      MultiLayerNetwork network = new MultiLayerNetwork(configuration);
      network.init(vector(zip, hash, COEFFICIENTS, configuration.getDataType(), parameters), false);
      return network;
    } catch (UserError e) {
      throw e;
    } catch (JsonProcessingException | RuntimeException e) {
      throw damaged(CONFIGURATION, e);
    }
  }

  private static MultiLayerConfiguration configuration(
      ZipFile zip, MessageDigest hash, @Nullable MultiLayerConfiguration expected)
      throws IOException {
    try (CheckedInputStream in = entry(zip, hash, CONFIGURATION)) {
      byte[] text = in.readNBytes(MAX_CONFIGURATION_BYTES + 1);
      if (text.length > MAX_CONFIGURATION_BYTES) {
        throw new UserError(CONFIGURATION + " has more than " + MAX_CONFIGURATION_BYTES + " bytes");
      }
      requireIntact(zip, CONFIGURATION, in);
      JsonNode tree = JSON.readTree(new String(text, StandardCharsets.UTF_8));
      FormerNames.replaceIn(tree);
      ConfigurationTypes.requireAllowed(tree);
      if (tree.path("confs").isEmpty()) {
        throw new UserError(CONFIGURATION + " has no layers");
      }
      if (expected != null) {
        LayerComparison.requireEqual(JSON.readTree(expected.toJson()), tree);
      }
      // What was checked is what Deeplearning4j gets, not the text that it might read otherwise.
      MultiLayerConfiguration read =
          MultiLayerConfiguration.fromJson(JSON.writeValueAsString(tree));
      if (expected != null) {
        LayerComparison.requireEqualParameters(expected, read);
      }
      return read;
    }
  }

  private static INDArray vector(
      ZipFile zip, MessageDigest hash, String entry, DataType type, long length)
      throws IOException {
    try (CheckedInputStream in = entry(zip, hash, entry)) {
      DataInputStream content = new DataInputStream(new BufferedInputStream(in));
      INDArray vector = VectorFormat.read(content, type, length, entry);
      if (content.read() >= 0) {
        throw new UserError(entry + ": more than its %d numbers".formatted(length));
      }
      requireIntact(zip, entry, in);
      return vector;
    } catch (EOFException | UTFDataFormatException | IllegalArgumentException e) {
      throw damaged(entry, e);
    }
  }

  private static CheckedInputStream entry(ZipFile zip, MessageDigest hash, String name)
      throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new UserError("not a model file, it has no entry '" + name + "'");
    }
    if (entry.getSize() > ALWAYS_ALLOWED_BYTES
        && entry.getSize() / MAX_COMPRESSION > entry.getCompressedSize()) {
      throw new UserError(
          "%s is packed from %,d to %,d bytes, which weights never are"
              .formatted(name, entry.getSize(), entry.getCompressedSize()));
    }
    return new CheckedInputStream(
        new DigestInputStream(zip.getInputStream(entry), hash), new CRC32());
  }

  /** Files of older versions have no hash. */
  private static void requireUnchanged(ZipFile zip, MessageDigest hash) {
    String comment = zip.getComment();
    if (comment != null && comment.startsWith(HASH) && !comment.equals(HASH + Sha256.hex(hash))) {
      throw new UserError("its content does not match its SHA-256; it was changed or is damaged");
    }
  }

  /** A {@link ZipFile} does not look at the checksums by itself. */
  private static void requireIntact(ZipFile zip, String entry, CheckedInputStream read)
      throws IOException {
    if (read.read() >= 0 || read.getChecksum().getValue() != zip.getEntry(entry).getCrc()) {
      throw new UserError(entry + ": damaged, its checksum is another one");
    }
  }

  /** A parser's message is about the text; other ones name classes, which help no user. */
  private static UserError damaged(String entry, Exception e) {
    String reason = e instanceof StreamReadException broken ? ": " + JsonProblem.of(broken) : "";
    return new UserError(entry + " does not fit or is damaged" + reason, e);
  }
}

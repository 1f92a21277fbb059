package io.sequent.common.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sequent.common.UserError;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.BaseDataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network in a zip file, in the format of Deeplearning4j's {@code ModelSerializer}.
 *
 * <p>Files of strangers are safe to load. Deeplearning4j's own loader runs Java deserialisation on
 * one entry and loads whatever classes the configuration names; here only known entries are taken,
 * and before Deeplearning4j sees the configuration, all class names in it must be those of layers
 * and their parts.
 */
public final class ModelFile {
  private static final String CONFIGURATION = "configuration.json";
  private static final String COEFFICIENTS = "coefficients.bin";
  private static final String UPDATER = "updaterState.bin";
  private static final Set<String> ENTRIES = Set.of(CONFIGURATION, COEFFICIENTS, UPDATER);

  /** Packages, sub-packages included, of what may stand in a configuration. */
  private static final List<String> ALLOWED =
      List.of(
          "org.deeplearning4j.nn.conf.",
          "org.deeplearning4j.nn.weights.",
          "org.nd4j.linalg.activations.impl.",
          "org.nd4j.linalg.learning.config.",
          "org.nd4j.linalg.learning.regularization.",
          "org.nd4j.linalg.lossfunctions.impl.",
          "org.nd4j.linalg.schedule.",
          "io.sequent.common.network.");

  private static final Pattern CLASS_NAME = Pattern.compile("\\w+(\\.\\w+)*(\\$\\w+)*");

  /** Fields whose value Deeplearning4j takes for a class name. */
  private static final Set<String> TYPE_FIELDS = Set.of("@class", "type");

  /** A configuration takes kilobytes. */
  private static final int MAX_CONFIGURATION_BYTES = 16 << 20;

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
    Path partial = file.resolveSibling(file.getFileName() + ".tmp");
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(partial), 1 << 16))) {
      // Weights hardly compress, and trying takes longer than an epoch of a small model.
      zip.setLevel(Deflater.NO_COMPRESSION);
      zip.putNextEntry(new ZipEntry(CONFIGURATION));
      zip.write(network.getLayerWiseConfigurations().toJson().getBytes(StandardCharsets.UTF_8));
      write(zip, COEFFICIENTS, parameters);
      if (updaterState != null) {
        write(zip, UPDATER, updaterState);
      }
    }
    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void write(ZipOutputStream zip, String entry, INDArray array) throws IOException {
    zip.putNextEntry(new ZipEntry(entry));
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(zip, 1 << 16));
    Nd4j.write(array, out);
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
    try (ZipFile zip = new ZipFile(file.toFile())) {
      zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> !ENTRIES.contains(name))
          .findFirst()
          .ifPresent(
              name -> {
                throw new UserError(file + ": unexpected entry '" + name + "' in a model file");
              });
      return network(file, zip);
    } catch (ZipException e) {
      throw new UserError(file + ": not a model file, or a damaged one: " + e.getMessage(), e);
    }
  }

  private static MultiLayerNetwork network(Path file, ZipFile zip) throws IOException {
    MultiLayerConfiguration configuration = configuration(file, text(file, zip));
    try {
      MultiLayerNetwork network = new MultiLayerNetwork(configuration);
      network.init(array(file, zip, COEFFICIENTS, parameters(configuration)), false);
      INDArray updaterState = network.updaterState();
      if (zip.getEntry(UPDATER) != null) {
        long length = updaterState == null ? 0 : updaterState.length();
        network.getUpdater().setStateViewArray(network, array(file, zip, UPDATER, length), false);
      }
      return network;
    } catch (RuntimeException e) {
      throw e instanceof UserError ? e : damaged(file, CONFIGURATION, e);
    }
  }

  private static String text(Path file, ZipFile zip) throws IOException {
    try (InputStream in = entry(file, zip, CONFIGURATION)) {
      byte[] bytes = in.readNBytes(MAX_CONFIGURATION_BYTES + 1);
      if (bytes.length > MAX_CONFIGURATION_BYTES) {
        throw new UserError(
            file + ": " + CONFIGURATION + " is larger than " + MAX_CONFIGURATION_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static MultiLayerConfiguration configuration(Path file, String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      requireAllowed(file, "", tree);
      // What was checked is what Deeplearning4j gets, not the text that it might read otherwise.
      MultiLayerConfiguration configuration =
          MultiLayerConfiguration.fromJson(JSON.writeValueAsString(tree));
      if (configuration.getConfs().isEmpty()) {
        throw new UserError(file + ": the network has no layers");
      }
      return configuration;
    } catch (JsonProcessingException e) {
      throw new UserError(file + ": " + CONFIGURATION + ": " + e.getOriginalMessage(), e);
    } catch (RuntimeException e) {
      throw e instanceof UserError ? e : damaged(file, CONFIGURATION, e);
    }
  }

  /**
   * Jackson, as Deeplearning4j uses it, takes a class name from the fields {@code @class} and
   * {@code type}, but also from the first element of an array in place of an object. So every text
   * that could be a qualified name is held to be one.
   */
  private static void requireAllowed(Path file, String field, JsonNode node) {
    if (node.isTextual()) {
      String text = node.textValue();
      boolean mayBeClass = TYPE_FIELDS.contains(field) || text.indexOf('.') >= 0;
      if (mayBeClass && !isAllowed(text)) {
        throw new UserError(
            file
                + ": field '"
                + field
                + "' names the class '"
                + printable(text)
                + "', which has no place in a network");
      }
    } else if (node.isArray()) {
      if (node.size() == 2 && node.get(0).isTextual() && node.get(1).isContainerNode()) {
        requireAllowed(file, "@class", node.get(0));
      }
      node.forEach(element -> requireAllowed(file, "", element));
    } else {
      for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
        Map.Entry<String, JsonNode> entry = fields.next();
        requireAllowed(file, entry.getKey(), entry.getValue());
      }
    }
  }

  private static boolean isAllowed(String name) {
    return CLASS_NAME.matcher(name).matches() && ALLOWED.stream().anyMatch(name::startsWith);
  }

  private static String printable(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() > 100 ? line.substring(0, 100) + "…" : line;
  }

  private static long parameters(MultiLayerConfiguration configuration) {
    return configuration.getConfs().stream()
        .mapToLong(
            (NeuralNetConfiguration layer) -> layer.getLayer().initializer().numParams(layer))
        .sum();
  }

  /** Reads an array, whose length is checked before memory is taken for it. */
  private static INDArray array(Path file, ZipFile zip, String entry, long length)
      throws IOException {
    try (BufferedInputStream in = new BufferedInputStream(entry(file, zip, entry), 1 << 16)) {
      in.mark(1 << 12);
      requireLength(file, entry, new DataInputStream(in), length);
      in.reset();
      return Nd4j.read(new DataInputStream(in));
    } catch (EOFException e) {
      throw damaged(file, entry, e);
    } catch (RuntimeException e) {
      throw e instanceof UserError ? e : damaged(file, entry, e);
    }
  }

  private static void requireLength(Path file, String entry, DataInputStream in, long expected)
      throws IOException {
    var shape = BaseDataBuffer.readHeader(in);
    // Rank, then sizes and strides of each dimension, then three numbers more.
    if (shape.getRight() != DataType.LONG || shape.getMiddle() > 2 * 2 + 4) {
      throw new UserError(file + ": " + entry + " holds no vector");
    }
    in.skipNBytes(shape.getMiddle() * Long.BYTES);
    var data = BaseDataBuffer.readHeader(in);
    if (data.getMiddle() != expected) {
      throw new UserError(
          "%s: %s holds %d numbers, the configuration asks for %d"
              .formatted(file, entry, data.getMiddle(), expected));
    }
  }

  private static InputStream entry(Path file, ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new UserError(file + ": not a model file, it has no entry '" + name + "'");
    }
    return zip.getInputStream(entry);
  }

  private static UserError damaged(Path file, String entry, Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return new UserError(
        "%s: damaged %s: %s: %s".formatted(file, entry, cause.getClass().getSimpleName(), reason),
        e);
  }
}

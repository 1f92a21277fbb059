package io.sequent.common.network.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.sequent.common.Hostile;
import io.sequent.common.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are damaged, or made to do harm, are refused with one line. */
class ModelFileRefusalsTest {
  private static final String HOSTILE = Hostile.Forbidden.class.getName();
  private static final String ACTIVATION = "org.nd4j.linalg.activations.impl.ActivationTanH";

  private final SavedNetwork saved;
  private final Path file;

  ModelFileRefusalsTest(@TempDir Path folder) throws IOException {
    saved = SavedNetwork.in(folder);
    file = saved.file();
  }

  /** Ways to make Jackson load a class that has no place in a network. */
  static Stream<UnaryOperator<String>> attacks() {
    return Stream.of(
        json -> json.replace(ACTIVATION, HOSTILE),
        json -> json.replace("org.nd4j.linalg.learning.config.Adam", HOSTILE),
        json -> json.replace("org.deeplearning4j.nn.conf.distribution.NormalDistribution", HOSTILE),
        json -> json.replace(ACTIVATION, ACTIVATION + "<" + HOSTILE + ">"),
        // The first one wins for Jackson with types, the last one for a tree.
        json ->
            json.replaceFirst(
                "\"@class\"",
                Matcher.quoteReplacement("\"@class\" : \"" + HOSTILE + "\", \"@class\"")),
        json ->
            json.replaceFirst(
                "\"activationFn\" : \\{[^}]*}",
                Matcher.quoteReplacement("\"activationFn\" : [\"" + HOSTILE + "\", {}]")));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void hostileClassIsRefusedBeforeItIsLoaded(UnaryOperator<String> attack) throws IOException {
    saved.change("configuration.json", attack);
    assertRefused("");
    assertThatThrownBy(() -> ModelFile.load(file))
        .hasMessageMatching(".*(the class '.*Hostile|Duplicate field).*");
    assertThat(Hostile.LOADED).doesNotContain("Forbidden");
  }

  /** The attack above is one: without our check, the class is loaded. */
  @Test
  void deeplearning4jItselfWouldLoadTheClass() throws IOException {
    saved.change(
        "configuration.json", json -> json.replace(ACTIVATION, Hostile.Unchecked.class.getName()));
    assertThatThrownBy(() -> ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true))
        .isNotNull();
    assertThat(Hostile.LOADED).contains("Unchecked");
  }

  @Test
  void classOfNoPackageIsRefusedInPlaceOfAnObject() throws IOException {
    saved.change(
        "configuration.json",
        json ->
            json.replaceFirst(
                "\"activationFn\" : \\{[^}]*}", "\"activationFn\" : [\"Hostile\", {}]"));
    assertRefused("'Hostile'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"preprocessor.bin", "normalizer.bin", "surprise.txt", "../escape"})
  void unknownEntryIsRefused(String entry) throws IOException {
    Map<String, byte[]> entries = saved.entries();
    entries.put(entry, new byte[] {1});
    saved.write(entries);
    assertRefused("unexpected entry '" + entry + "'");
  }

  @Test
  void fileThatIsNoZipIsRefused() throws IOException {
    Files.writeString(file, "I am not a zip file");
    assertRefused("not a model file");
  }

  @Test
  void zipCutShortIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertRefused("not a model file");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.7, 0.9})
  void singleWrongByteIsNoticed(double place) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) (place * bytes.length)] ^= 1;
    Files.write(file, bytes);
    assertRefused("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"configuration.json", "coefficients.bin"})
  void missingEntryIsNamed(String entry) throws IOException {
    Map<String, byte[]> entries = saved.entries();
    entries.remove(entry);
    saved.write(entries);
    assertRefused("no entry '" + entry + "'");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 30, 100, 400})
  void coefficientsCutShortAreRefused(int left) throws IOException {
    Map<String, byte[]> entries = saved.entries();
    entries.computeIfPresent("coefficients.bin", (name, bytes) -> Arrays.copyOf(bytes, left));
    saved.write(entries);
    assertRefused("coefficients.bin");
  }

  @Test
  void coefficientsWithMoreBehindThemAreRefused() throws IOException {
    Map<String, byte[]> entries = saved.entries();
    entries.computeIfPresent(
        "coefficients.bin", (name, bytes) -> Arrays.copyOf(bytes, bytes.length + 1));
    saved.write(entries);
    assertRefused("coefficients.bin: more than its");
  }

  @Test
  void coefficientsOfAnotherNetworkAreRefusedWithBothCounts() throws IOException {
    saved.change("configuration.json", json -> json.replace("\"nout\" : 4", "\"nout\" : 5"));
    assertRefused(SavedNetwork.network().numParams() + " numbers of type FLOAT, expected ");
  }

  @Test
  void updaterStateOfAnotherNetworkIsRefused() throws IOException {
    Map<String, byte[]> entries = saved.entries();
    entries.computeIfPresent("updaterState.bin", (name, bytes) -> entries.get("coefficients.bin"));
    saved.write(entries);
    assertRefused("updaterState.bin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "42", "{}", "{\"confs\":[]}", "{\"a\":1} {}"})
  void brokenConfigurationIsRefused(String json) throws IOException {
    saved.change("configuration.json", old -> json);
    assertRefused("");
  }

  /** Deeplearning4j's own parser would overflow the stack. */
  @Test
  void deeplyNestedConfigurationIsRefused() throws IOException {
    saved.change("configuration.json", old -> "{\"a\":" + "[".repeat(100_000));
    assertThatThrownBy(() -> ModelFile.load(file))
        .isInstanceOf(UserError.class)
        .hasRootCauseInstanceOf(StreamConstraintsException.class);
  }

  @Test
  void changedContentIsRefusedThoughItsChecksumsFit() throws IOException {
    Map<String, byte[]> entries = saved.entries();
    entries.computeIfPresent(
        "coefficients.bin",
        (name, bytes) -> {
          bytes[bytes.length - 1] ^= 1;
          return bytes;
        });
    String hash;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      hash = zip.getComment();
    }
    saved.write(entries, hash);
    assertRefused("does not match its SHA-256");
  }

  @Test
  void entryThatIsPackedToNothingIsRefusedUnread() throws IOException {
    Map<String, byte[]> entries = saved.entries();
    entries.put("coefficients.bin", new byte[70 << 20]);
    saved.write(entries);
    assertThat(Files.size(file)).isLessThan(1 << 20);
    assertRefused("packed from 73,400,320 to");
  }

  @Test
  void repeatedEntriesAreRefused() throws IOException {
    Map<String, byte[]> entries = saved.entries();
    entries.put("coefficients.bi_", entries.get("coefficients.bin"));
    saved.write(entries);
    byte[] zip = Files.readAllBytes(file);
    String renamed =
        new String(zip, StandardCharsets.ISO_8859_1)
            .replace("coefficients.bi_", "coefficients.bin");
    Files.write(file, renamed.getBytes(StandardCharsets.ISO_8859_1));
    assertRefused("repeated entry 'coefficients.bin'");
  }

  private void assertRefused(String part) {
    assertThatThrownBy(() -> ModelFile.load(file))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(part)
        .message()
        .hasLineCount(1);
  }
}

package io.sequent.common.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sequent.common.io.Sha256;
import io.sequent.common.network.engine.Kernels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where a result comes from.
 *
 * @param commit the toolkit's commit, {@code -dirty} where the tree has changes, or {@code unknown}
 * @param versions of JVM, Deeplearning4j and backend
 * @param machine operating system, processor architecture, cores, kernels, memory in MiB
 * @param data file name to SHA-256 of every data file read
 * @param dataHash SHA-256 over the names and checksums, one value for the whole set
 * @param dataHashBefore the same of the data that the training began with, where it was resumed on
 *     changed data; else empty
 */
public record Provenance(
    String commit,
    Map<String, String> versions,
    Map<String, String> machine,
    Map<String, String> data,
    String dataHash,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String dataHashBefore) {
  /**
   * The system property that tells a process the commit of its code, where the code came without
   * its repository, as on the nodes of a cluster.
   */
  public static final String COMMIT_PROPERTY = "sequent.commit";

  static final String UNKNOWN = "unknown";

  private static final String CORES = "cores";

  /** Of data that have not changed. */
  public Provenance(
      String commit,
      Map<String, String> versions,
      Map<String, String> machine,
      Map<String, String> data,
      String dataHash) {
    this(commit, versions, machine, data, dataHash, "");
  }

  /** The provenance of a run that read {@code files}. */
  public static Provenance of(List<Path> files) throws IOException {
    Map<String, String> data = new LinkedHashMap<>();
    String hash = hash(files, data);
    return new Provenance(codeCommit(), usedVersions(), thisMachine(), data, hash);
  }

  /**
   * SHA-256 over the names and checksums of files, in their order.
   *
   * @param checksums gets the checksum of each file
   */
  private static String hash(List<Path> files, Map<String, String> checksums) throws IOException {
    StringBuilder sums = new StringBuilder();
    for (Path file : files) {
      String sum = Sha256.of(file);
      checksums.put(String.valueOf(file.getFileName()), sum);
      sums.append(file.getFileName()).append(' ').append(sum).append('\n');
    }
    return Sha256.of(sums.toString());
  }

  /** The same of a training that began on other data. */
  public Provenance changedFrom(String hashBefore) {
    return new Provenance(commit, versions, machine, data, dataHash, hashBefore);
  }

  private static Map<String, String> usedVersions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    versions.put("deeplearning4j", dl4jVersion());
    versions.put("backend", Nd4j.getBackend().getClass().getSimpleName());
    return versions;
  }

  private static String dl4jVersion() {
    Properties properties = new Properties();
    try (var in =
        Nd4j.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", UNKNOWN);
  }

  /** Number of cores that the run could use, where the record says it. */
  public OptionalInt cores() {
    String cores = machine.get(CORES);
    return cores == null || !cores.matches("[1-9][0-9]{0,5}")
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(cores));
  }

  private static Map<String, String> thisMachine() {
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    machine.put(CORES, String.valueOf(Runtime.getRuntime().availableProcessors()));
    machine.put("kernels", Kernels.describe());
    machine.put("heapMiB", String.valueOf(Runtime.getRuntime().maxMemory() >> 20));
    return machine;
  }

  /** Asks git where the code lies; a packaged copy without a repository answers unknown. */
  private static String codeCommit() {
    String told = System.getProperty(COMMIT_PROPERTY);
    if (told != null) {
      return told;
    }
    try {
      Path code =
          Path.of(Provenance.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path folder = Optional.ofNullable(code.getParent()).orElse(code);
      return git(folder, "rev-parse", "HEAD")
          .map(
              head ->
                  git(folder, "status", "--porcelain", "--untracked-files=no")
                      .map(changes -> changes.isEmpty() ? head : head + "-dirty")
                      .orElse(head))
          .orElse(UNKNOWN);
    } catch (URISyntaxException e) {
      return UNKNOWN;
    }
  }

  private static Optional<String> git(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    try {
      Process git =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0
          ? Optional.of(output.strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}

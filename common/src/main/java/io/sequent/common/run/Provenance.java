package io.sequent.common.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where a result comes from.
 *
 * @param commit the toolkit's commit, {@code -dirty} where the tree has changes, or {@code unknown}
 * @param versions of JVM, Deeplearning4j and backend
 * @param machine operating system, processor architecture, cores, memory in MiB
 * @param data file name to SHA-256 of every data file read
 * @param dataHash SHA-256 over the names and checksums, one value for the whole set
 */
public record Provenance(
    String commit,
    Map<String, String> versions,
    Map<String, String> machine,
    Map<String, String> data,
    String dataHash) {

  /** The provenance of a run that read {@code files}. */
  public static Provenance of(List<Path> files) {
    Map<String, String> data = new LinkedHashMap<>();
    files.forEach(file -> data.put(String.valueOf(file.getFileName()), sha256(file)));
    MessageDigest whole = sha256();
    data.forEach(
        (name, sum) -> whole.update((name + " " + sum + "\n").getBytes(StandardCharsets.UTF_8)));
    return new Provenance(codeCommit(), usedVersions(), thisMachine(), data, hex(whole));
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
    return properties.getProperty("version", "unknown");
  }

  private static Map<String, String> thisMachine() {
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    machine.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
    machine.put("heapMiB", String.valueOf(Runtime.getRuntime().maxMemory() >> 20));
    return machine;
  }

  /** SHA-256 of a file's content in lower-case hexadecimal. */
  public static String sha256(Path file) {
    MessageDigest digest = sha256();
    try (var in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return hex(digest);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Asks git where the code lies; a packaged copy without a repository answers unknown. */
  private static String codeCommit() {
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
          .orElse("unknown");
    } catch (URISyntaxException e) {
      return "unknown";
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

package io.sequent.common.data;

import io.sequent.common.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folders in which data sets are searched.
 *
 * @param own the user's own, from the environment variable {@value #VARIABLE}
 * @param cache the folder of downloads; need not exist
 */
public record DataRoots(Optional<Path> own, Path cache) {
  public static final String VARIABLE = "SEQUENT_DATA";
  private static final String NAME = "sequent";

  /**
   * The roots of this machine and user.
   *
   * @throws UserError if the variable names a folder that does not exist
   */
  public static DataRoots ofSystem() {
    return of(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
  }

  /**
   * The roots of a machine.
   *
   * @param environment its environment variables
   * @param system the name of its operating system
   * @param home the user's home folder
   */
  static DataRoots of(Map<String, String> environment, String system, String home) {
    return new DataRoots(
        own(environment.get(VARIABLE)), cache(environment, system, Path.of(home)).resolve(NAME));
  }

  private static Optional<Path> own(@Nullable String value) {
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    Path root = Path.of(value);
    if (!Files.isDirectory(root)) {
      throw new UserError(
          "environment variable "
              + VARIABLE
              + ": "
              + root
              + " is not a folder, expected a data root");
    }
    return Optional.of(root);
  }

  /** The user's cache folder on each system; XDG Base Directory Specification on the others. */
  private static Path cache(Map<String, String> environment, String system, Path home) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      String local = environment.get("LOCALAPPDATA");
      return local == null ? home.resolve("AppData").resolve("Local") : Path.of(local);
    }
    if (name.startsWith("mac")) {
      return home.resolve("Library").resolve("Caches");
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    // The specification says to ignore a relative path.
    return Path.of(xdg).isAbsolute() ? Path.of(xdg) : home.resolve(".cache");
  }
}

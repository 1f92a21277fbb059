package io.sequent.common.data;

import io.sequent.common.UserError;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the data of a run were found.
 *
 * @param path a file or folder in the task's format; a sample may lie inside a jar, on a file
 *     system of its own
 * @param kind why this one
 */
public record DataLocation(Path path, Kind kind) {
  /** Why data are read from a place. */
  public enum Kind {
    /** The user named it. */
    GIVEN,
    /** It lies below the user's data root. */
    ROOT,
    /** It was downloaded. */
    DOWNLOADED,
    /** Nothing else was there: the small set that comes with the program. */
    SAMPLE
  }

  /**
   * Looks for a task's data: the path that the user gave, else below the user's data root, else
   * what was downloaded, else the sample.
   *
   * @param task the name of the task; its sample is {@code samples/<task>} on the class path
   * @throws UserError if the given path does not exist, or there is no data at all
   */
  public static DataLocation find(
      String task, DataSource source, Optional<Path> given, DataRoots roots) throws IOException {
    if (given.isPresent()) {
      if (!Files.exists(given.get())) {
        throw new UserError(
            "setting 'data': " + given.get() + " does not exist, expected a file or folder");
      }
      return new DataLocation(given.get(), Kind.GIVEN);
    }
    if (roots.own().isPresent()) {
      Path folder = roots.own().get().resolve(source.folder());
      if (source.missingIn(folder).isEmpty()) {
        return new DataLocation(folder, Kind.ROOT);
      }
    }
    Path cached = downloadFolder(source, roots);
    if (source.missingIn(cached).isEmpty()) {
      return new DataLocation(cached, Kind.DOWNLOADED);
    }
    return sample(task);
  }

  /**
   * Data that are named by their path below a data root: the user's own, else the one that
   * downloads go to.
   *
   * @throws UserError if they are below neither
   */
  public static DataLocation below(DataRoots roots, String place) {
    Optional<Path> own =
        roots.own().map(root -> root.resolve(place)).filter(path -> Files.exists(path));
    if (own.isPresent()) {
      return new DataLocation(own.get(), Kind.ROOT);
    }
    Path cached = roots.cache().resolve(place);
    if (!Files.exists(cached)) {
      throw new UserError(
          "data '%s': neither below %s nor downloaded, expected a file or folder there"
              .formatted(place, DataRoots.VARIABLE));
    }
    return new DataLocation(cached, Kind.DOWNLOADED);
  }

  /**
   * The sample of a task.
   *
   * @throws UserError if the task comes without one
   */
  public static DataLocation sample(String task) throws IOException {
    return sample(task, DataLocation.class.getClassLoader())
        .map(DataLocation::ofSample)
        .orElseThrow(
            () ->
                new UserError(
                    "no data for task '"
                        + task
                        + "': it has no sample; set data= to a file or folder"));
  }

  private static DataLocation ofSample(Path path) {
    return new DataLocation(path, Kind.SAMPLE);
  }

  /** Where a download of the set goes. */
  public static Path downloadFolder(DataSource source, DataRoots roots) {
    return roots.cache().resolve(source.folder());
  }

  /** One line for the user: which data, and for the sample what it is not. */
  public String describe() {
    return switch (kind) {
      case GIVEN -> "data: " + path;
      case ROOT -> "data: " + path + " (below " + DataRoots.VARIABLE + ")";
      case DOWNLOADED -> "data: " + path + " (downloaded)";
      case SAMPLE -> "data: the bundled sample, a few invented examples; its figures mean nothing";
    };
  }

  /** The sample of a task, also from inside a jar. */
  static Optional<Path> sample(String task, ClassLoader classes) throws IOException {
    URL resource = classes.getResource("samples/" + task + "/");
    if (resource == null) {
      return Optional.empty();
    }
    try {
      URI uri = resource.toURI();
      if (uri.getScheme().equals("jar")) {
        // Stays open as long as the program: its paths are read later.
        try {
          FileSystems.newFileSystem(uri, Map.of());
        } catch (FileSystemAlreadyExistsException e) {
          // Found before; Path.of takes the same one.
        }
      }
      return Optional.of(Path.of(uri));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(resource.toString(), e);
    }
  }
}

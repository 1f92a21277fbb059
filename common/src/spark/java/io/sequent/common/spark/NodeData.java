package io.sequent.common.spark;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataLocation;
import io.sequent.common.run.Provenance;
import io.sequent.common.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkFiles;

/** Finds the data of a training on a node, and makes sure that they are the driver's. */
final class NodeData {
  /** The hash of files, by their paths, sizes and times: data are read once, not for each run. */
  private static final Map<List<String>, String> HASHES = new ConcurrentHashMap<>();

  private final Task<?, ?> task;
  private final Config config;

  NodeData(Task<?, ?> task, Config config) {
    this.task = task;
    this.config = config;
  }

  /**
   * Looks for the data by their path, and in the archive that came with the order.
   *
   * @return empty if they are not there and no archive came
   * @throws UserError if others are there
   */
  Optional<DataLocation> find(NodeOrder.Data data) throws IOException {
    if (data.path().isEmpty()) {
      DataLocation sample = DataLocation.sample(task.name());
      require(data, sample.path(), "the sample");
      return Optional.of(sample);
    }
    DataLocation.Kind kind = DataLocation.Kind.valueOf(data.kind());
    Path path = Path.of(data.path());
    if (!data.archive().isEmpty()) {
      Path unpacked = DataArchives.within(Path.of(SparkFiles.get(data.archive())), path);
      require(data, unpacked, "what was sent");
      return Optional.of(new DataLocation(unpacked, kind));
    }
    if (Files.notExists(path)) {
      return Optional.empty();
    }
    require(data, path, path.toString());
    return Optional.of(new DataLocation(path, kind));
  }

  private void require(NodeOrder.Data data, Path path, String what) throws IOException {
    String found;
    try {
      found = hash(task.data().files(path, config));
    } catch (UserError e) {
      throw new UserError(
          "data: %s; expected the files that the driver has, or none: then they are sent"
              .formatted(e.getMessage()),
          e);
    }
    if (!found.equals(data.hash())) {
      throw new UserError(
          "data: %s has other content (SHA-256 %.12s, at the driver %.12s), expected the same, or none: then it is sent"
              .formatted(what, found, data.hash()));
    }
  }

  private static String hash(List<Path> files) throws IOException {
    List<String> state = new ArrayList<>();
    for (Path file : files) {
      state.add("%s %d %s".formatted(file, Files.size(file), Files.getLastModifiedTime(file)));
    }
    String known = HASHES.get(state);
    if (known != null) {
      return known;
    }
    String hash = Provenance.of(files).dataHash();
    HASHES.put(state, hash);
    return hash;
  }
}

package io.sequent.common.spark;

import io.sequent.common.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Puts the files of a run that came from a node in their place. */
final class FolderMove {
  private FolderMove() {}

  /**
   * Replaces what the run folder holds. The result comes last: where it is, the run is whole, also
   * if the driver is killed in between.
   *
   * @param incoming a folder within the run folder
   */
  static void replace(RunFolder run, Path incoming) throws IOException {
    Path kept = incoming.getParent();
    try (Stream<Path> tree = Files.walk(run.path())) {
      List<Path> old = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : old) {
        if (!path.startsWith(kept) && !path.equals(run.path())) {
          Files.delete(path);
        }
      }
    }
    Path result = incoming.resolve(run.result().getFileName());
    try (Stream<Path> tree = Files.walk(incoming)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        if (!file.equals(result)) {
          move(file, run.path().resolve(incoming.relativize(file).toString()));
        }
      }
    }
    move(result, run.result());
  }

  private static void move(Path file, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.move(file, to, StandardCopyOption.REPLACE_EXISTING);
  }
}

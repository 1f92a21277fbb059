package io.sequent.common.spark;

import io.sequent.common.study.engine.TrainingOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.SparkContext;

/** Gives data to nodes that do not see them: packed once, sent and unpacked by Spark. */
final class DataArchives {
  private static final String PREFIX = "data-";

  private final SparkContext spark;
  private final Path folder;
  private final Set<String> sent = new HashSet<>();

  /**
   * @param folder where archives are made
   */
  DataArchives(SparkContext spark, Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /** The name of the archive with a training's data. */
  synchronized String with(TrainingOrder order) throws IOException {
    String name = PREFIX + order.provenance().dataHash();
    if (sent.contains(name)) {
      return name;
    }
    Path place = order.data().path().toAbsolutePath().normalize();
    List<Path> files = order.task().data().files(place, order.run().config());
    Path archive = folder.resolve(name + ".zip");
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Path file : files) {
        zip.putNextEntry(new ZipEntry(entry(place, file)));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    spark.addArchive(archive.toUri() + "#" + name);
    sent.add(name);
    return name;
  }

  /** Below the name of the place, by which some tasks know their data. */
  private static String entry(Path place, Path file) {
    Path within =
        within(Path.of(""), place).resolve(place.relativize(file.toAbsolutePath().normalize()));
    return within.normalize().toString().replace('\\', '/');
  }

  /** Where the data lie in an unpacked archive. */
  static Path within(Path unpacked, Path place) {
    return unpacked.resolve(place.getFileName());
  }
}

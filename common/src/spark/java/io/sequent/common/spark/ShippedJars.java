package io.sequent.common.spark;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The program as jars for the nodes: its class path, without what Spark has there already. */
final class ShippedJars {
  /** Spark itself and the largest of its libraries; nodes take their own copy of any, anyway. */
  private static final Pattern SPARKS =
      Pattern.compile(
          "(spark|scala|hadoop-client|netty|json4s|jackson-module-scala|log4j|chill|kryo-shaded"
              + "|zstd-jni|snappy-java|lz4-java|avro|metrics)[-_].*\\.jar");

  private ShippedJars() {}

  /**
   * The jars of this process.
   *
   * @param folder where class folders are packed
   */
  static List<Path> of(Path folder) throws IOException {
    List<Path> jars = new ArrayList<>();
    int packed = 0;
    for (Path entry : classPath()) {
      if (Files.isDirectory(entry)) {
        jars.add(pack(entry, folder.resolve("classes-" + ++packed + ".jar")));
      } else if (Files.isRegularFile(entry) && !isSparks(entry)) {
        jars.add(entry);
      }
    }
    return jars;
  }

  private static boolean isSparks(Path jar) {
    return SPARKS.matcher(jar.getFileName().toString()).matches();
  }

  /** Of the loader that has this class: Maven's, or the application's. */
  private static Set<Path> classPath() throws IOException {
    Set<Path> entries = new LinkedHashSet<>();
    if (ShippedJars.class.getClassLoader() instanceof URLClassLoader loader) {
      for (URL url : loader.getURLs()) {
        add(path(url), entries);
      }
      return entries;
    }
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      add(Path.of(entry).toAbsolutePath(), entries);
    }
    return entries;
  }

  private static Path path(URL url) {
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(url.toString(), e);
    }
  }

  /** With what the manifest of a jar names. */
  private static void add(Path entry, Set<Path> entries) throws IOException {
    if (!Files.exists(entry) || !entries.add(entry) || Files.isDirectory(entry)) {
      return;
    }
    try (JarFile jar = new JarFile(entry.toFile())) {
      Manifest manifest = jar.getManifest();
      String more =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (more != null) {
        for (String relative : more.strip().split("\\s+", -1)) {
          URI uri = entry.toUri().resolve(relative);
          add(Path.of(uri), entries);
        }
      }
    }
  }

  private static Path pack(Path classes, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> tree = Files.walk(classes)) {
      zip.setLevel(1);
      for (Path path : tree.sorted().toList()) {
        String name = classes.relativize(path).toString().replace('\\', '/');
        if (Files.isDirectory(path)) {
          if (!name.isEmpty()) { // Samples are found by their folders.
            zip.putNextEntry(new ZipEntry(name + "/"));
            zip.closeEntry();
          }
        } else {
          zip.putNextEntry(new ZipEntry(name));
          Files.copy(path, zip);
          zip.closeEntry();
        }
      }
    }
    return jar;
  }
}

package io.sequent.dependency;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/**
 * A library on the class path.
 *
 * @param name as {@code group:artifact}
 * @param version as Maven counts
 * @param jar the artifact in whose jar it lies; another one where a jar has copies of libraries
 */
record Library(String name, String version, String jar) {
  private static final Pattern CLASS_PATH = Pattern.compile(Pattern.quote(File.pathSeparator));
  private static final String POM_PROPERTIES = "META-INF/maven/.*/pom\\.properties";

  /** What Maven put on the class path, and what these jars have copies of. */
  static List<Library> onClassPath() throws IOException {
    Path repository = repository();
    List<Library> libraries = new ArrayList<>();
    for (String entry : CLASS_PATH.split(System.getProperty("java.class.path"), -1)) {
      Path file = Path.of(entry).toAbsolutePath();
      if (file.startsWith(repository)) {
        Library library = at(repository.relativize(file));
        libraries.add(library);
        libraries.addAll(copies(file, library));
      }
    }
    return libraries;
  }

  /** The local repository, known from where the test's own library lies in it. */
  private static Path repository() {
    try {
      Path jar =
          Path.of(Assertions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return folder(jar, Path.of("org/assertj/assertj-core/version/jar").getNameCount());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path folder(Path file, int up) {
    return file.getRoot().resolve(file.subpath(0, file.getNameCount() - up));
  }

  /** {@code org/jsoup/jsoup/1.24.1/jsoup-1.24.1.jar} is version 1.24.1 of org.jsoup:jsoup. */
  private static Library at(Path place) {
    int version = place.getNameCount() - 2;
    String group = place.subpath(0, version - 1).toString().replace(File.separatorChar, '.');
    String name = group + ":" + place.getName(version - 1);
    return new Library(name, place.getName(version).toString(), name);
  }

  private static List<Library> copies(Path file, Library library) throws IOException {
    List<Library> copies = new ArrayList<>();
    try (JarFile jar = new JarFile(file.toFile())) {
      for (JarEntry entry :
          jar.stream().filter(e -> e.getName().matches(POM_PROPERTIES)).toList()) {
        Properties pom = new Properties();
        try (InputStream in = jar.getInputStream(entry)) {
          pom.load(in);
        }
        String name = pom.getProperty("groupId") + ":" + pom.getProperty("artifactId");
        if (!name.equals(library.name)) {
          copies.add(new Library(name, pom.getProperty("version"), library.name));
        }
      }
    }
    return copies;
  }
}

package io.sequent.common.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.data.DataLocation.Kind;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLocationTest {
  private static final DataSource SOURCE =
      new DataSource("set", List.of("train*.csv", "test.csv"), (downloads, folder) -> {});

  private final Path folder;

  DataLocationTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private DataRoots roots() {
    return new DataRoots(Optional.of(folder.resolve("own")), folder.resolve("cache"));
  }

  private Path complete(String root) throws IOException {
    Path set = Files.createDirectories(folder.resolve(root).resolve("set"));
    Files.createFile(set.resolve("train_1.csv"));
    Files.createFile(set.resolve("test.csv"));
    return set;
  }

  @Test
  void givenPathWins() throws IOException {
    complete("own");
    assertThat(DataLocation.find("none", SOURCE, Optional.of(folder), roots()))
        .isEqualTo(new DataLocation(folder, Kind.GIVEN));
  }

  @Test
  void placeBelowARootIsTheUsersOwnElseTheDownloadedOne() throws IOException {
    assertThatThrownBy(() -> DataLocation.below(roots(), "set/test.csv"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "data 'set/test.csv': neither below SEQUENT_DATA nor downloaded, expected a file or"
                + " folder there");
    Path cached = complete("cache");
    assertThat(DataLocation.below(roots(), "set/test.csv"))
        .isEqualTo(new DataLocation(cached.resolve("test.csv"), Kind.DOWNLOADED));
    Path own = complete("own");
    assertThat(DataLocation.below(roots(), "set/test.csv"))
        .isEqualTo(new DataLocation(own.resolve("test.csv"), Kind.ROOT));
  }

  @Test
  void givenPathMustExist() {
    assertThatThrownBy(
            () ->
                DataLocation.find("none", SOURCE, Optional.of(folder.resolve("missing")), roots()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("missing does not exist");
  }

  @Test
  void ownRootComesBeforeDownloads() throws IOException {
    Path downloaded = complete("cache");
    assertThat(DataLocation.find("none", SOURCE, Optional.empty(), roots()))
        .isEqualTo(new DataLocation(downloaded, Kind.DOWNLOADED));
    Path own = complete("own");
    assertThat(DataLocation.find("none", SOURCE, Optional.empty(), roots()))
        .isEqualTo(new DataLocation(own, Kind.ROOT));
  }

  @Test
  void incompleteSetDoesNotCount() throws IOException {
    Path downloaded = complete("cache");
    Files.delete(complete("own").resolve("train_1.csv"));
    assertThat(DataLocation.find("none", SOURCE, Optional.empty(), roots()).path())
        .isEqualTo(downloaded);
  }

  @Test
  void nothingAtAllIsAMistakeOfTheUser() {
    assertThatThrownBy(() -> DataLocation.find("none", SOURCE, Optional.empty(), roots()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no data for task 'none'");
  }

  @Test
  void sampleIsReadFromAFolderAndFromAJar() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes/samples/toy"));
    Files.writeString(classes.resolve("train.csv"), "folder");
    Path jar = folder.resolve("toolkit.jar");
    try (OutputStream bytes = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(bytes)) {
      entries.putNextEntry(new JarEntry("samples/toy/"));
      entries.putNextEntry(new JarEntry("samples/toy/train.csv"));
      entries.write("jar".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(sampleText(folder.resolve("classes"))).isEqualTo("folder");
    assertThat(sampleText(jar)).isEqualTo("jar");
    assertThat(sampleText(jar)).as("a second time").isEqualTo("jar");
  }

  private static String sampleText(Path classPath) throws IOException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classPath.toUri().toURL()}, null)) {
      Path sample = DataLocation.sample("toy", loader).orElseThrow();
      assertThat(DataSource.matching(sample, "train*.csv")).hasSize(1);
      return TextFile.read(sample.resolve("train.csv"));
    }
  }

  @Test
  void sampleSaysThatItsFiguresMeanNothing() {
    assertThat(new DataLocation(folder, Kind.SAMPLE).describe()).contains("figures mean nothing");
  }

  @Test
  void cacheFollowsTheSystem() {
    String home = folder.toString();
    Path absolute = folder.resolve("x");
    assertThat(DataRoots.of(Map.of(), "Linux", home).cache())
        .isEqualTo(folder.resolve(".cache").resolve("sequent"));
    assertThat(DataRoots.of(Map.of("XDG_CACHE_HOME", absolute.toString()), "Linux", home).cache())
        .isEqualTo(absolute.resolve("sequent"));
    assertThat(DataRoots.of(Map.of("XDG_CACHE_HOME", "relative"), "Linux", home).cache())
        .isEqualTo(folder.resolve(".cache").resolve("sequent"));
    assertThat(DataRoots.of(Map.of(), "Mac OS X", home).cache())
        .isEqualTo(folder.resolve("Library").resolve("Caches").resolve("sequent"));
    assertThat(DataRoots.of(Map.of("LOCALAPPDATA", home), "Windows 11", home).cache())
        .isEqualTo(folder.resolve("sequent"));
  }

  @Test
  void rootFromTheEnvironmentMustExist() {
    String home = folder.toString();
    assertThat(DataRoots.of(Map.of(DataRoots.VARIABLE, home), "Linux", home).own())
        .contains(folder);
    assertThat(DataRoots.of(Map.of(DataRoots.VARIABLE, " "), "Linux", home).own()).isEmpty();
    assertThatThrownBy(
            () -> DataRoots.of(Map.of(DataRoots.VARIABLE, home + "/none"), "Linux", home))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(DataRoots.VARIABLE);
  }
}

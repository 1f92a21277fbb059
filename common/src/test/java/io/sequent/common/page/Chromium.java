package io.sequent.common.page;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser without a window, cut off from every network. */
final class Chromium {
  private static final int SECONDS = 60;

  private final Path program;
  private final Path folder;

  private Chromium(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /**
   * The browser on the path, if there is one.
   *
   * @param folder for its profile and output
   */
  static Optional<Chromium> find(Path folder) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(place -> Stream.of("chromium", "chromium-browser").map(Path.of(place)::resolve))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new Chromium(program, folder));
  }

  /** Writes a PNG of what a window of that size shows. */
  void screenshot(Path page, int width, int height, Path file) throws IOException {
    run(page, "--screenshot=" + file, "--window-size=" + width + "," + height);
  }

  /** Writes the page as it is printed. */
  void pdf(Path page, Path file) throws IOException {
    run(page, "--print-to-pdf=" + file, "--no-pdf-header-footer");
  }

  /** The page's elements after its scripts have run. */
  String elements(Path page) throws IOException {
    return run(page, "--dump-dom", "--window-size=1600,1200");
  }

  private String run(Path page, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless=new",
                "--no-sandbox", // Root, as in a container, may not have one.
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--virtual-time-budget=2000",
                "--user-data-dir=" + folder.resolve("profile")));
    command.addAll(List.of(options));
    command.add(page.toUri().toString());
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("the browser did not end");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return Files.readString(output);
  }
}

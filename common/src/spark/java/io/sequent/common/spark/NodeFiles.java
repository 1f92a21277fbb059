package io.sequent.common.spark;

import io.sequent.common.run.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Moves files of runs between a node and the driver, a chunk at a time. */
final class NodeFiles {
  private final DriverLink driver;
  private final long order;
  private final long attempt;

  /**
   * @param order number of the order
   * @param attempt number of the task's attempt
   */
  NodeFiles(DriverLink driver, long order, long attempt) {
    this.driver = driver;
    this.order = order;
    this.attempt = attempt;
  }

  /** The names of the files in a folder of the driver. */
  List<String> names(Message.Place place) throws IOException {
    return List.of((String[]) driver.ask(new Message.Files(order, place)));
  }

  /** Fetches files from the driver. */
  void fetch(Message.Place place, List<String> names, Path to) throws IOException {
    for (String name : names) {
      Path file = to.resolve(name);
      Files.createDirectories(file.getParent());
      try (OutputStream out = Files.newOutputStream(file)) {
        byte[] bytes = read(place, name, 0);
        for (long offset = bytes.length; bytes.length > 0; offset += bytes.length) {
          out.write(bytes);
          bytes = read(place, name, offset);
        }
      }
    }
  }

  private byte[] read(Message.Place place, String name, long offset) throws IOException {
    return (byte[]) driver.ask(new Message.Read(order, place, name, offset));
  }

  /** Sends a finished run to the driver, and waits until it is in its place. */
  void send(RunFolder run) throws IOException {
    List<Path> files;
    try (Stream<Path> tree = Files.walk(run.path())) {
      files = tree.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String name = run.path().relativize(file).toString();
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(Message.CHUNK);
        do { // An empty file too.
          driver.ask(new Message.Write(order, attempt, name, bytes));
          bytes = in.readNBytes(Message.CHUNK);
        } while (bytes.length > 0);
      }
    }
    driver.ask(new Message.Sent(order, attempt));
  }
}

package io.sequent.common.spark;

import io.sequent.common.run.RunFolder;
import io.sequent.common.study.engine.TrainingWatch;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The orders that are under way, at the driver: hears of their progress, gives out files of runs
 * and takes those of finished ones, a chunk at a time.
 */
final class OpenOrders {
  /** The one that {@link TrainingPlugin}, which Spark makes, talks to. */
  static final OpenOrders OF_PROCESS = new OpenOrders();

  private static final byte[] TAKEN = {};

  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Open> orders = new ConcurrentHashMap<>();

  /** An order under way. */
  static final class Open {
    private final RunFolder folder;
    private final Optional<RunFolder> shorter;
    private final TrainingWatch watch;
    private volatile @Nullable IOException problem;

    Open(RunFolder folder, Optional<RunFolder> shorter, TrainingWatch watch) {
      this.folder = folder;
      this.shorter = shorter;
      this.watch = watch;
    }

    /** Why the driver could not take what a node sent. */
    Optional<IOException> problem() {
      return Optional.ofNullable(problem);
    }

    private Path place(Message.Place place) {
      return switch (place) {
        case RUN -> folder.path();
        case SHORTER -> shorter.orElseThrow().path();
      };
    }

    /** What nodes have sent, until all of it is there. */
    private Path incoming() {
      return folder.path().resolve(".incoming");
    }

    private Path incoming(long attempt) {
      return incoming().resolve(String.valueOf(attempt));
    }
  }

  /** Opens an order; gives its number. */
  long open(Open order) throws IOException {
    new RunFolder(order.incoming()).delete(); // Of a driver that was killed.
    long number = numbers.incrementAndGet();
    orders.put(number, order);
    return number;
  }

  /** Closes an order: what its nodes may still say is not heard. */
  void close(long number) throws IOException {
    Open order = orders.remove(number);
    if (order != null) {
      new RunFolder(order.incoming()).delete();
    }
  }

  /**
   * Does what a node asks for.
   *
   * @return the answer; null where none is waited for
   */
  @Nullable Object receive(Message message) throws IOException {
    Open order = orders.get(message.order());
    if (order == null && message instanceof Message.News) {
      return null; // Overtaken by the answer.
    }
    if (order == null) {
      throw new IOException("the driver has no order " + message.order() + " any more");
    }
    try {
      return receive(order, message);
    } catch (IOException e) {
      order.problem = e;
      throw e;
    }
  }

  private static @Nullable Object receive(Open order, Message message) throws IOException {
    if (message instanceof Message.Begun begun) {
      order.watch.begunOn(begun.node());
      return null;
    } else if (message instanceof Message.Epoch epoch) {
      order.watch.epochDone(epoch.news());
      return null;
    } else if (message instanceof Message.Files files) {
      return files(order.place(files.place()));
    } else if (message instanceof Message.Read read) {
      return read(within(order.place(read.place()), read.file()), read.offset());
    } else if (message instanceof Message.Write write) {
      Path file = within(order.incoming(write.attempt()), write.file());
      Files.createDirectories(file.getParent());
      Files.write(file, write.bytes(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } else if (message instanceof Message.Sent sent) {
      FolderMove.replace(order.folder, order.incoming(sent.attempt()));
    }
    return TAKEN;
  }

  private static String[] files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return new String[0];
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> files = tree.filter(Files::isRegularFile).toList();
      return files.stream().map(file -> folder.relativize(file).toString()).toArray(String[]::new);
    }
  }

  private static byte[] read(Path file, long offset) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes =
          new byte[Math.toIntExact(Math.max(0, Math.min(Message.CHUNK, open.length() - offset)))];
      open.seek(offset);
      open.readFully(bytes);
      return bytes;
    }
  }

  private static Path within(Path folder, String file) throws IOException {
    Path path = folder.resolve(file).normalize();
    if (!path.startsWith(folder.normalize())) {
      throw new IOException(file + " is not in " + folder);
    }
    return path;
  }
}

package io.sequent.common.ledger;

import io.sequent.common.UserError;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.io.Claim;
import io.sequent.common.io.KillPoints;
import io.sequent.common.run.RunRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The file of all runs, one line of JSON each. Lines are only added, by any number of threads and
 * processes at once, and each is on the disk when {@link #append} returns; so a kill at any moment
 * leaves at most a last line that is cut short.
 *
 * <p>Every call first looks at what was added since the last. A last line without newline is then
 * mended: a newline is added if the line is whole; otherwise the line is cut off, kept in {@code
 * <ledger>.torn-<n>} beside the file and reported. Where another line is no run, or of a newer
 * toolkit, every call throws a {@link UserError} with file and line, and the file stays as it is.
 *
 * <p>The lock on the file holds between processes only and is lost when another channel of the same
 * process to the same file is closed. So all ledgers of a process take turns, and a process that
 * appends must not read the file by other means.
 */
public final class Ledger {
  private static final Object PROCESS = new Object();
  private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ);
  private static final Set<OpenOption> WRITE =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);

  private final Path file;
  private final Consumer<String> notes;

  /** The entry that counts for each run, by what the run is to be evaluated on. */
  private final Map<RunRecord.Scope, Map<Run, Place>> places = new EnumMap<>(RunRecord.Scope.class);

  /** Bytes and lines that were read, whole lines only. */
  private long end;

  private long lines;

  private Ledger(Path file, Consumer<String> notes) {
    this.file = file;
    this.notes = notes;
    for (RunRecord.Scope scope : RunRecord.Scope.values()) {
      places.put(scope, new HashMap<>());
    }
  }

  private record Run(String configHash, String dataHash) {}

  private record Place(long offset, int length, long line, boolean finished) {
    /** The later one, but never a failure for a success. */
    Place or(Place later) {
      return finished && !later.finished ? this : later;
    }
  }

  @FunctionalInterface
  private interface Access<T> {
    Optional<T> to(FileChannel channel) throws IOException;
  }

  /**
   * Opens, checks and mends a ledger.
   *
   * @param file need not exist; it is made, with its folder, by the first {@link #append}
   * @param notes gets one line for the user when a line had to be cut off
   * @throws UserError if the file is no ledger, or one of a newer toolkit
   */
  public static Ledger at(Path file, Consumer<String> notes) throws IOException {
    Ledger ledger = new Ledger(file, notes);
    ledger.locked(false, entry -> {}, channel -> Optional.empty());
    return ledger;
  }

  /**
   * All entries of a ledger, as {@link #read} gives them: for a caller that wants nothing else of
   * it.
   *
   * @throws UserError as for {@link #at}
   */
  public static List<LedgerEntry> read(Path file, Consumer<String> notes) throws IOException {
    return new Ledger(file, notes).read();
  }

  /** All entries in the order of the file, failed runs and repeated ones too. */
  public List<LedgerEntry> read() throws IOException {
    synchronized (PROCESS) {
      List<LedgerEntry> entries = new ArrayList<>();
      forget();
      locked(false, entries::add, channel -> Optional.empty());
      return entries;
    }
  }

  /**
   * The entry of a run: the last one that finished, or the last one if none did.
   *
   * @param configHash of its settings
   * @param dataHash of its data
   * @param scope what it is to be evaluated on; finished runs without these figures do not count
   */
  public Optional<LedgerEntry> find(String configHash, String dataHash, RunRecord.Scope scope)
      throws IOException {
    return locked(
        false,
        entry -> {},
        channel -> {
          Place place = among(scope).get(new Run(configHash, dataHash));
          return place == null
              ? Optional.empty()
              : Optional.of(
                  LedgerLine.read(bytes(channel, place.offset, place.length), file, place.line));
        });
  }

  /**
   * Takes a run for this thread until the claim is closed or the process ends, so that commands
   * that share a ledger train a run once.
   *
   * @return empty if another thread or process has it
   */
  public Optional<Claim> claim(String configHash, String dataHash) throws IOException {
    return Claim.on(claimed(configHash, dataHash));
  }

  /** Waits until nobody has a run any more, and takes it. */
  public Claim awaitClaim(String configHash, String dataHash) throws IOException {
    return Claim.await(claimed(configHash, dataHash));
  }

  private Path claimed(String configHash, String dataHash) {
    return file.resolveSibling("." + file.getFileName() + ".locks")
        .resolve(configHash + "-" + dataHash);
  }

  /** Adds a run; it is on the disk when this returns. */
  public void append(LedgerEntry entry) throws IOException {
    ByteBuffer line = ByteBuffer.wrap(LedgerLine.of(entry));
    locked(
        true,
        seen -> {},
        channel -> {
          KillPoints.reached(KillPoints.Step.APPENDING, file);
          write(channel, line);
          KillPoints.reached(KillPoints.Step.APPENDED, file);
          return Optional.empty();
        });
  }

  /**
   * Does something with the file when it is locked, read to its end and mended.
   *
   * @param create whether a missing file is made; if not, it is not accessed
   * @param seen gets the entries that were not read before
   */
  private <T> Optional<T> locked(boolean create, Consumer<LedgerEntry> seen, Access<T> access)
      throws IOException {
    synchronized (PROCESS) {
      if (Files.isDirectory(file)) {
        throw new UserError(file + " is a folder, expected the file of a ledger");
      }
      if (create) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      } else if (Files.notExists(file)) {
        forget();
        return Optional.empty();
      }
      boolean writable = create || Files.isWritable(file);
      try (FileChannel channel = FileChannel.open(file, writable ? WRITE : READ)) {
        channel.lock(0, Long.MAX_VALUE, !writable); // Ends with the channel.
        if (channel.size() < end) { // Another file took its place.
          forget();
        }
        catchUp(channel, seen);
        if (writable && channel.size() > end) {
          mend(channel);
          catchUp(channel, seen);
        }
        return access.to(channel);
      }
    }
  }

  private Map<Run, Place> among(RunRecord.Scope scope) {
    return Objects.requireNonNull(places.get(scope));
  }

  private void forget() {
    places.values().forEach(Map::clear);
    end = 0;
    lines = 0;
  }

  private void catchUp(FileChannel channel, Consumer<LedgerEntry> seen) throws IOException {
    LineReader reader = new LineReader(channel, end);
    for (byte[] line = reader.next(); line != null; line = reader.next()) {
      LedgerEntry entry = LedgerLine.read(line, file, lines + 1);
      Place place = new Place(end, line.length, lines + 1, entry.finished());
      Run run = new Run(entry.configHash(), entry.dataHash());
      for (RunRecord.Scope scope : RunRecord.Scope.values()) {
        if (entry.serves(scope)) {
          among(scope).merge(run, place, Place::or);
        }
      }
      end += line.length + 1;
      lines++;
      seen.accept(entry);
    }
  }

  /** The tail is torn and not being written, for whoever writes has the lock. */
  private void mend(FileChannel channel) throws IOException {
    byte[] tail = bytes(channel, end, Math.toIntExact(channel.size() - end));
    if (LedgerLine.isWhole(tail)) {
      LedgerLine.read(tail, file, lines + 1);
      write(channel, ByteBuffer.wrap("\n".getBytes(StandardCharsets.UTF_8)));
      return;
    }
    Path torn = freeName();
    AtomicFile.write(torn, target -> Files.write(target, tail));
    channel.truncate(end);
    channel.force(true);
    notes.accept(
        String.format(
            Locale.ROOT,
            "%s:%d: the last line was cut short, as when a run is killed; its %,d bytes were moved"
                + " to %s",
            file,
            lines + 1,
            tail.length,
            torn));
  }

  private Path freeName() {
    int n = 1;
    while (Files.exists(torn(n))) {
      n++;
    }
    return torn(n);
  }

  private Path torn(int n) {
    return file.resolveSibling(file.getFileName() + ".torn-" + n);
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    channel.position(channel.size());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(true);
  }

  private static byte[] bytes(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new IOException("the ledger ends at " + channel.size() + ", within a line");
      }
    }
    return bytes.array();
  }
}

package io.sequent.common.encoder;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sequent.common.UserError;
import io.sequent.common.io.Claim;
import io.sequent.common.io.KillPoints;
import io.sequent.common.io.Sha256;
import io.sequent.common.network.memory.ByteCount;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The states that an encoder gave texts, on disk: a folder for each encoder, by its hash, with
 * files of records, each found by the hash of its text's word pieces.
 *
 * <p>Records are only added, each file by one process at a time; a file that another process has is
 * left to it, and the next one taken. A record that a killed process left half written is cut off
 * by the next one that adds to the file, and nobody reads it before. Any file can be deleted while
 * nothing runs.
 *
 * <p>A file begins with {@value #MAGIC} and the width, 4 bytes; a record has the hash (16 bytes),
 * the number of word pieces (4) and their states, floats [width, pieces], all little-endian.
 */
final class StateCache {
  static final String SUFFIX = ".states";
  private static final String MAGIC = "SEQSTATE";
  private static final int HEADER = MAGIC.length() + Integer.BYTES;
  private static final int KEY = 2 * Long.BYTES;
  private static final int RECORD_HEADER = KEY + Integer.BYTES;

  /** What is mapped into memory at once, beside the rest of the last record. */
  private static final long WINDOW = 1L << 29;

  /** Never the last of a disk. */
  private static final long LEFT_FREE = 1L << 28;

  private static final int MOST_FILES = 1000;

  private final Path folder;
  private final int width;
  private final int mostPieces;
  private final Map<Key, Place> places = new HashMap<>();
  private final Map<Path, Long> ends = new HashMap<>();
  private final Map<Window, ByteBuffer> windows = new HashMap<>();

  /** The first 16 bytes of a text's hash. */
  private record Key(long first, long second) {
    static Key of(int[] pieces) {
      MessageDigest digest = Sha256.digest();
      ByteBuffer bytes = ByteBuffer.allocate(pieces.length * Integer.BYTES);
      bytes.asIntBuffer().put(pieces);
      ByteBuffer hash = ByteBuffer.wrap(digest.digest(bytes.array()));
      return new Key(hash.getLong(), hash.getLong());
    }
  }

  /** Where states begin. */
  private record Place(Path file, long offset, int pieces) {}

  private record Window(Path file, long number) {}

  /**
   * Opens the cache of an encoder; what is there already is found.
   *
   * @param folder of the encoder, made when something is put
   * @param width numbers of a state
   * @param mostPieces of a text
   * @throws UserError if a file there is something else
   */
  StateCache(Path folder, int width, int mostPieces) throws IOException {
    this.folder = folder;
    this.width = width;
    this.mostPieces = mostPieces;
    for (int number = 0; number < MOST_FILES && Files.exists(file(number)); number++) {
      try (FileChannel channel = FileChannel.open(file(number))) {
        scan(file(number), channel);
      }
    }
  }

  /** The folder of the encoder. */
  Path folder() {
    return folder;
  }

  private Path file(int number) {
    return folder.resolve("%03d".formatted(number) + SUFFIX);
  }

  /** Finds the records that were added since the last look. */
  private void scan(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    long end = ends.getOrDefault(file, 0L);
    if (end == 0) {
      if (size < HEADER) {
        return; // Somebody is just making it.
      }
      requireHeader(file, read(channel, 0, HEADER));
      end = HEADER;
    }
    while (end + RECORD_HEADER <= size) {
      ByteBuffer header = read(channel, end, RECORD_HEADER);
      Key key = new Key(header.getLong(), header.getLong());
      int pieces = header.getInt();
      if (pieces < 1) {
        throw new UserError(
            "%s: %d word pieces at byte %d, expected 1 or more; delete the file"
                .formatted(file, pieces, end));
      }
      long next = Math.addExact(end + RECORD_HEADER, bytes(pieces));
      if (next > size) {
        break;
      }
      places.putIfAbsent(key, new Place(file, end + RECORD_HEADER, pieces));
      end = next;
    }
    ends.put(file, end);
  }

  private void requireHeader(Path file, ByteBuffer header) {
    byte[] magic = new byte[MAGIC.length()];
    header.get(magic);
    int actual = header.getInt();
    if (!new String(magic, US_ASCII).equals(MAGIC) || actual != width) {
      throw new UserError(
          "%s: not states of %d numbers, which this encoder gives; delete the file"
              .formatted(file, width));
    }
  }

  private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new IOException("ended at byte " + (from + bytes.position()));
      }
    }
    return bytes.flip();
  }

  private long bytes(long pieces) {
    return Math.multiplyExact(pieces, (long) width * Float.BYTES);
  }

  /** Whether the states of a text are there. */
  boolean has(int[] pieces) {
    return places.containsKey(Key.of(pieces));
  }

  /**
   * The states of a text.
   *
   * @return [width, pieces] in order c, read-only; empty if they are not there
   */
  Optional<ByteBuffer> get(int[] pieces) throws IOException {
    Place place = places.get(Key.of(pieces));
    if (place == null || place.pieces() != pieces.length) {
      return Optional.empty();
    }
    long number = place.offset() / WINDOW;
    int within = Math.toIntExact(place.offset() % WINDOW);
    int length = Math.toIntExact(bytes(place.pieces()));
    Window window = new Window(place.file(), number);
    ByteBuffer mapped = windows.get(window);
    if (mapped == null || mapped.limit() < within + length) {
      mapped = map(place.file(), number * WINDOW);
      windows.put(window, mapped);
    }
    return Optional.of(mapped.slice(within, length).order(ByteOrder.LITTLE_ENDIAN));
  }

  private ByteBuffer map(Path file, long from) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long end = ends.getOrDefault(file, 0L);
      if (channel.size() < end) {
        // A mapping beyond the end would kill the process at the first look.
        throw new UserError(file + ": has become shorter while it was used");
      }
      long length = Math.min(end - from, WINDOW + bytes(mostPieces));
      return channel.map(FileChannel.MapMode.READ_ONLY, from, length);
    }
  }

  /**
   * Adds the states of texts.
   *
   * @param texts word pieces of each
   * @param states of each, [width, pieces] in order c
   * @throws UserError if the disk has too little room
   */
  @SuppressWarnings("try") // Only the scope of the claim matters.
  void put(List<int[]> texts, List<float[]> states) throws IOException {
    requireRoom(texts.stream().mapToLong(text -> RECORD_HEADER + bytes(text.length)).sum());
    Files.createDirectories(folder);
    for (int number = 0; number < MOST_FILES; number++) {
      Path file = file(number);
      Optional<Claim> claim = Claim.on(folder.resolve(file.getFileName() + ".lock"));
      if (claim.isPresent()) {
        try (Claim mine = claim.get();
            FileChannel channel =
                FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE)) {
          append(file, channel, texts, states);
        }
        return;
      }
    }
    throw new IOException(folder + ": " + MOST_FILES + " processes write there");
  }

  private void append(Path file, FileChannel channel, List<int[]> texts, List<float[]> states)
      throws IOException {
    scan(file, channel);
    long end = ends.getOrDefault(file, 0L);
    channel.truncate(end);
    List<ByteBuffer> records = new ArrayList<>();
    if (end == 0) {
      records.add(header());
    }
    for (int i = 0; i < texts.size(); i++) {
      records.add(record(texts.get(i), states.get(i)));
    }
    channel.position(end);
    KillPoints.reached(KillPoints.Step.APPENDING, file);
    for (ByteBuffer record : records) {
      while (record.hasRemaining()) {
        channel.write(record);
      }
    }
    KillPoints.reached(KillPoints.Step.APPENDED, file);
    scan(file, channel);
  }

  private ByteBuffer header() {
    return ByteBuffer.allocate(HEADER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC.getBytes(US_ASCII))
        .putInt(width)
        .flip();
  }

  private ByteBuffer record(int[] pieces, float[] states) {
    ByteBuffer record =
        ByteBuffer.allocate(Math.toIntExact(RECORD_HEADER + bytes(pieces.length)))
            .order(ByteOrder.LITTLE_ENDIAN);
    Key key = Key.of(pieces);
    record.putLong(key.first()).putLong(key.second()).putInt(pieces.length);
    record.asFloatBuffer().put(states);
    return record.rewind();
  }

  /**
   * Requires that the disk has room.
   *
   * @param bytes to be added
   * @throws UserError if it has not, with both numbers
   */
  void requireRoom(long bytes) throws IOException {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    long free = existing == null ? 0 : Files.getFileStore(existing).getUsableSpace() - LEFT_FREE;
    if (bytes > free) {
      throw new UserError(
          ("%s: the states of the encoder need %s, but the disk has room for %s; choose a smaller"
                  + " max-length or max-train, or another disk by XDG_CACHE_HOME")
              .formatted(folder, ByteCount.text(bytes), ByteCount.text(Math.max(0, free))));
    }
  }

  /** The bytes of the records of texts that are not there. */
  long missingBytes(Iterable<int[]> texts) {
    long bytes = 0;
    for (int[] pieces : texts) {
      if (!has(pieces)) {
        bytes += RECORD_HEADER + bytes(pieces.length);
      }
    }
    return bytes;
  }
}

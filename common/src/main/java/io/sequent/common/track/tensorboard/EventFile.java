package io.sequent.common.track.tensorboard;

import io.sequent.common.data.DataSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/**
 * A file of events, as TensorBoard reads it while it grows: records of TensorFlow's TFRecord
 * format, each {@code length (8 bytes), checksum of these, data, checksum of the data}, all
 * little-endian.
 */
final class EventFile implements Closeable {
  private static final String NAME = "events.out.tfevents.";
  private static final int MASK = 0xa282ead8;
  private static final int CHECKSUM = Integer.BYTES;
  private static final int HEADER = Long.BYTES + CHECKSUM;

  private final OutputStream out;

  private EventFile(OutputStream out) {
    this.out = out;
  }

  /**
   * A new file behind those that are there.
   *
   * @param now names it, for TensorBoard reads the files of a folder in the order of their names
   */
  static EventFile create(Path folder, Instant now) throws IOException {
    Files.createDirectories(folder);
    String first = NAME + String.format(Locale.ROOT, "%010d.sequent", now.getEpochSecond());
    Path file = folder.resolve(first);
    for (int number = 2; Files.exists(file); number++) {
      file = folder.resolve(first + "." + number);
    }
    EventFile events = new EventFile(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
    events.append(Event.version(now.toEpochMilli() / 1e3));
    return events;
  }

  /** Appends an event, at once and as a whole. */
  void append(Event event) throws IOException {
    byte[] data = event.bytes();
    ByteBuffer record =
        ByteBuffer.allocate(HEADER + data.length + CHECKSUM).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(checksum(record.array(), 0, Long.BYTES));
    record.put(data).putInt(checksum(data, 0, data.length));
    out.write(record.array());
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /**
   * The events in the files of a folder, in order; of a file that a kill has cut short, those
   * before the cut, as TensorBoard reads it too.
   */
  static List<Event> read(Path folder) throws IOException {
    List<Event> events = new ArrayList<>();
    for (Path file : DataSource.matching(folder, NAME + "*")) {
      byte[] bytes = Files.readAllBytes(file);
      int position = 0;
      OptionalInt length = dataLength(bytes, position);
      while (length.isPresent()) {
        int begin = position + HEADER;
        int end = begin + length.getAsInt();
        events.add(Event.read(Arrays.copyOfRange(bytes, begin, end)));
        position = end + CHECKSUM;
        length = dataLength(bytes, position);
      }
    }
    return events;
  }

  /** The length of the data of a record; empty where there is no whole one. */
  private static OptionalInt dataLength(byte[] bytes, int position) {
    if (bytes.length - position < HEADER + CHECKSUM) {
      return OptionalInt.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long length = buffer.getLong(position);
    int data = position + HEADER;
    boolean isWhole =
        buffer.getInt(position + Long.BYTES) == checksum(bytes, position, Long.BYTES)
            && length >= 0
            && length <= bytes.length - data - CHECKSUM
            && buffer.getInt(data + (int) length) == checksum(bytes, data, (int) length);
    return isWhole ? OptionalInt.of((int) length) : OptionalInt.empty();
  }

  /** CRC-32C, masked: a checksum of data that hold checksums would be weak. */
  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }
}

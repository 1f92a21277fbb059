package io.sequent.common.network.memory;

import java.util.List;
import java.util.Locale;

/** Numbers of bytes as people read them. */
public final class ByteCount {
  private static final List<String> UNITS = List.of("KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
  private static final double STEP = 1024;

  private ByteCount() {}

  /** For example {@code 512 bytes}, {@code 1.5 MiB} or {@code 128.5 GiB}. */
  public static String text(long bytes) {
    if (bytes < STEP) {
      return bytes + " bytes";
    }
    double value = bytes / STEP;
    int unit = 0;
    // What would be printed as 1024.0 is 1.0 of the next unit.
    while (value >= STEP - 0.05 && unit < UNITS.size() - 1) {
      value /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, UNITS.get(unit));
  }
}

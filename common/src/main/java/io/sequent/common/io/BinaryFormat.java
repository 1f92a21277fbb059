package io.sequent.common.io;

import io.sequent.common.UserError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Files that are no text but are taken for one, known by their first bytes. */
enum BinaryFormat {
  PARQUET("PAR1\u0015", "a Parquet file", "convert it to CSV or JSON Lines"),
  ZIP("PK\u0003\u0004", "a ZIP archive or an Excel workbook", "unpack it, or save it as CSV"),
  EXCEL("\u00D0\u00CF\u0011\u00E0", "an Excel workbook", "save it as CSV"),
  GZIP("\u001F\u008B", "packed by gzip", "its name must end in .gz");

  private final byte[] begin;
  private final String form;
  private final String advice;

  BinaryFormat(String begin, String form, String advice) {
    this.begin = begin.getBytes(StandardCharsets.ISO_8859_1);
    this.form = form;
    this.advice = advice;
  }

  /**
   * Refuses a file that begins as one of these.
   *
   * @param bytes its first, from position 0
   */
  static void refuse(ByteBuffer bytes, String name) {
    byte[] first = Arrays.copyOf(bytes.array(), Math.min(bytes.limit(), 8));
    for (BinaryFormat format : values()) {
      int length = format.begin.length;
      if (first.length >= length && Arrays.equals(Arrays.copyOf(first, length), format.begin)) {
        throw new UserError(name + ": " + format.form + ", expected a text file; " + format.advice);
      }
    }
  }
}

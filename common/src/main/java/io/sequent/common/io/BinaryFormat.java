package io.sequent.common.io;

import io.sequent.common.UserError;

/** Files that are no text but are taken for one, known by their first bytes. */
enum BinaryFormat {
  PARQUET("PAR1\u0015", "a Parquet file", "convert it to CSV or JSON Lines"),
  ZIP("PK\u0003\u0004", "a ZIP archive or an Excel workbook", "unpack it, or save it as CSV"),
  EXCEL("\u00D0\u00CF\u0011\u00E0", "an Excel workbook", "save it as CSV"),
  GZIP("\u001F\u008B", "packed by gzip", "its name must end in .gz");

  /** How many bytes tell. */
  static final int BYTES = 8;

  private final String begin;
  private final String form;
  private final String advice;

  BinaryFormat(String begin, String form, String advice) {
    this.begin = begin;
    this.form = form;
    this.advice = advice;
  }

  /**
   * Refuses a file that begins as one of these.
   *
   * @param first its first bytes, each as a character
   */
  static void refuse(String first, String name) {
    for (BinaryFormat format : values()) {
      if (first.startsWith(format.begin)) {
        throw new UserError(name + ": " + format.form + ", expected a text file; " + format.advice);
      }
    }
  }
}

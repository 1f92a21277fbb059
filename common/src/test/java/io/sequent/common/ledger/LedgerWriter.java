package io.sequent.common.ledger;

import java.nio.file.Path;

/** Appends runs in a process of its own, and says so after each. */
final class LedgerWriter {
  static final String READY = "ready";

  private LedgerWriter() {}

  /**
   * Tells that it is ready, and then each run that is appended.
   *
   * @param arguments the ledger, a name for the runs and how many there are
   */
  public static void main(String[] arguments) throws Exception {
    System.out.print(READY + "\n");
    Ledger ledger = Ledger.at(Path.of(arguments[0]), System.err::println);
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      ledger.append(Entries.full(arguments[1] + i));
      System.out.print(arguments[1] + i + "\n"); // One write, whole when it is killed.
    }
  }
}

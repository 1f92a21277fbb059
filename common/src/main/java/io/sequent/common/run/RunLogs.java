package io.sequent.common.run;

import java.io.Closeable;
import java.nio.file.Path;

/**
 * Whether each run gets a file with its full log. How a log is sent to a file depends on the
 * logging library in use, which only an application knows; without one, runs have no such file.
 */
public final class RunLogs {
  private static volatile Sink installed = file -> () -> {};

  private RunLogs() {}

  /** Sends logs to files. */
  @FunctionalInterface
  public interface Sink {
    /** Sends the log of the calling thread to the end of a file, until closed. */
    Closeable open(Path file);
  }

  /** Makes all later runs of the process log to files. */
  public static void install(Sink sink) {
    installed = sink;
  }

  /** Sends the log of the calling thread to the end of a file, until closed. */
  public static Closeable open(Path file) {
    return installed.open(file);
  }
}

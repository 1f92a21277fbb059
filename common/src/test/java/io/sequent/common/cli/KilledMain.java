package io.sequent.common.cli;

import io.sequent.common.io.KillPoints;
import io.sequent.common.io.KillPoints.Step;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The command line in a process that ends without warning when it reaches a moment of its writing.
 * What it was writing just then is left half written.
 */
final class KilledMain {
  /** The status of a process that was killed. */
  static final int KILLED = 137;

  private static final int ARGUMENTS = 2;

  private KilledMain() {}

  /** Step, end of the file's name, then the command line. */
  public static void main(String[] args) {
    Step step = Step.valueOf(args[0]);
    String end = args[1];
    KillPoints.watch(
        (reached, file) -> {
          if (reached == step && file.toString().contains(end)) {
            leaveHalf(reached, file);
            Runtime.getRuntime().halt(KILLED);
          }
        });
    Main.main(Arrays.copyOfRange(args, ARGUMENTS, args.length));
  }

  private static void leaveHalf(Step step, Path file) {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      switch (step) {
        case WRITTEN -> open.setLength(open.length() / 2);
        case APPENDING -> {
          open.seek(open.length());
          open.writeBytes("{\"study\": \"ha");
        }
        default -> {}
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

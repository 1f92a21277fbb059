package io.sequent;

import io.sequent.common.UserError;
import io.sequent.common.network.engine.NativeProperties;
import io.sequent.common.network.engine.NativeThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.Set;

/** What all calls from user code share: how they fail, and what is set up for them. */
final class Call {
  private static final Set<String> FRONT =
      Set.of(Sequent.class.getName(), Pipeline.class.getName(), Run.class.getName());

  private Call() {}

  @FunctionalInterface
  interface Work<T> {
    T done() throws IOException;
  }

  /**
   * Does some work with networks. Threads are arranged anew each time: a notebook may run each cell
   * on a thread of its own.
   */
  static <T> T computing(Work<T> work) {
    return of(
        () -> {
          NativeProperties.set();
          NativeThreads.arrange();
          return work.done();
        });
  }

  /**
   * Does some work.
   *
   * @throws UserError for a mistake of the user, a file that cannot be read among them
   */
  static <T> T of(Work<T> work) {
    try {
      return work.done();
    } catch (UserError e) {
      throw fromCaller(e);
    } catch (FileSystemException e) {
      throw fromCaller(UserError.of(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the toolkit noticed a mistake does not help the user; where it was made does. */
  private static UserError fromCaller(UserError error) {
    StackTraceElement[] trace = error.getStackTrace();
    int caller = trace.length;
    while (caller > 0 && !FRONT.contains(trace[caller - 1].getClassName())) {
      caller--;
    }
    error.setStackTrace(Arrays.copyOfRange(trace, caller, trace.length));
    return error;
  }
}

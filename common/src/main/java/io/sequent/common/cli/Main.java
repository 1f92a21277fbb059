package io.sequent.common.cli;

import io.sequent.common.UserError;
import io.sequent.common.network.engine.NativeProperties;
import io.sequent.common.run.RunLogs;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entry point: {@code mvn exec:java -Dtask=ner} or {@code sequent train ner}.
 *
 * <p>Exit status: 0 for success, 1 for a fault of ours (with the stack trace, which is in the run's
 * log too) and for data that a check has serious findings in, 2 for a mistake of the user (one line
 * says what, where and what was expected).
 */
public final class Main {
  static final int FAULT = 1;
  static final int FINDINGS = 1;
  static final int USER_ERROR = 2;

  private static final Logger log = LoggerFactory.getLogger(Main.class);

  private Main() {}

  /**
   * Ends the JVM with the status if it is not 0; under Maven a plain return lets the build
   * continue.
   */
  public static void main(String[] arguments) {
    setUp();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int status = run(arguments, System.getProperties(), new Console(System.in, out, err));
    out.flush();
    err.flush();
    if (status != 0) {
      System.exit(status);
    }
  }

  /** Sets what libraries read once, when they are loaded. */
  static void setUp() {
    System.setProperty("java.awt.headless", "true");
    NativeProperties.set();
  }

  /** Does what is asked and returns the exit status. */
  static int run(String[] arguments, Properties properties, Console console) {
    RunLogs.install(RunLogFile::open);
    if (arguments.length == 0 && GivenProperties.present(properties)) {
      return guarded(() -> Actions.perform(GivenProperties.read(properties), console), console);
    }
    return new CommandLineParser(
            request -> guarded(() -> Actions.perform(request, console), console))
        .execute(
            arguments,
            new PrintWriter(console.out(), true, StandardCharsets.UTF_8),
            new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
  }

  /** Turns what a step throws into a message and an exit status. */
  static int guarded(Step step, Console console) {
    try {
      step.run();
      return 0;
    } catch (CheckAction.SeriousFindings e) {
      return FINDINGS;
    } catch (UserError e) {
      log.info("Stopped by a mistake of the user", e);
      console.err().println("error: " + e.getMessage());
      return USER_ERROR;
    } catch (FileSystemException e) {
      log.info("Stopped by a file that cannot be read or written", e);
      console.err().println("error: " + UserError.of(e).getMessage());
      return USER_ERROR;
    } catch (InvalidPathException e) {
      log.info("Stopped by a name that no file can have", e);
      console.err().println("error: " + noPath(e).getMessage());
      return USER_ERROR;
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      if (FullDisk.isBehind(e)) {
        log.info("Stopped by a full disk", e);
        console.err().println("error: the disk is full, expected space for the output");
        return USER_ERROR;
      }
      console.err().println("internal error: please report it with the following stack trace");
      e.printStackTrace(console.err());
      return FAULT;
    }
  }

  private static UserError noPath(InvalidPathException problem) {
    return new UserError(
        "'%s' cannot name a file: %s, expected characters of the locale; LC_ALL=C.UTF-8 has all"
            .formatted(problem.getInput(), problem.getReason()),
        problem);
  }

  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }
}

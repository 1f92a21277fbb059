package io.sequent.common.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * One call of the command line, in this process.
 *
 * @param status the exit status
 * @param out what went to standard output
 * @param err what went to standard error
 */
record Call(int status, String out, String err) {
  /** Calls with the arguments of {@code call} followed by {@code more}. */
  static Call of(List<String> more, String... call) {
    return ofInput("", Stream.concat(Stream.of(call), more.stream()).toArray(String[]::new));
  }

  /** Calls with something on standard input. */
  static Call ofInput(String input, String... arguments) {
    return run(arguments, new Properties(), input);
  }

  /** Calls as Maven does: no arguments, everything in system properties. */
  static Call ofProperties(Map<String, String> given) {
    Properties properties = new Properties();
    properties.putAll(given);
    StringBuilder command = new StringBuilder("org.example.Launcher exec:java");
    given.keySet().forEach(name -> command.append(" -D").append(name).append("=..."));
    properties.setProperty("sun.java.command", command.toString());
    return run(new String[0], properties, "");
  }

  /** The lines that begin with {@code error:}. */
  List<String> errors() {
    return err.lines().filter(line -> line.startsWith("error:")).toList();
  }

  private static Call run(String[] arguments, Properties properties, String input) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    int status = Main.run(arguments, properties, console);
    return new Call(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}

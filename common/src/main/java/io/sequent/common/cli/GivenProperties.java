package io.sequent.common.cli;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a request from {@code mvn exec:java -Dname=value}. Maven hands every {@code -D} over as a
 * system property among hundreds of others, so the names are taken from the command line that the
 * JVM was started with, and their values from the properties.
 */
final class GivenProperties {
  private static final Pattern DEFINITION =
      Pattern.compile("(?:^|\\s)(?:-D|--define[ =])([^\\s=]+)");

  // Ours never have a dot; of those without one, these belong to Maven and its plugins.
  private static final Set<String> MAVENS =
      Set.of("skipTests", "maven", "test", "debug", "verbose", "quiet");

  private static final String TRAIN = "train";
  private static final String COMPARE = "compare";
  private static final String BENCH = "bench";

  private GivenProperties() {}

  /**
   * @param properties the system properties
   * @return the request; empty values and {@code action=train} by default
   * @throws io.sequent.common.UserError for an unknown action
   */
  static Request read(Properties properties) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String name : names(properties.getProperty("sun.java.command", ""))) {
      String value = properties.getProperty(name);
      if (value != null) {
        given.put(name, value);
      }
    }
    String task = given.getOrDefault("task", "");
    String action = given.get("action");
    given.remove("task");
    given.remove("action");
    // Bench is about all tasks, so -Dtask=bench alone is enough for it.
    if (task.equals(BENCH) && (action == null || action.equals(BENCH))) {
      return new Request(Actions.named(BENCH), "", given);
    }
    String usual = given.containsKey(COMPARE) ? COMPARE : TRAIN;
    return new Request(Actions.named(action == null ? usual : action), task, given);
  }

  /** Whether the command line names any of our properties. */
  static boolean present(Properties properties) {
    Set<String> names = names(properties.getProperty("sun.java.command", ""));
    return Stream.of("task", "action", "config", "resume").anyMatch(names::contains);
  }

  private static Set<String> names(String commandLine) {
    Set<String> names = new LinkedHashSet<>();
    Matcher definition = DEFINITION.matcher(commandLine);
    while (definition.find()) {
      String name = definition.group(1);
      if (name.indexOf('.') < 0 && !MAVENS.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }
}

package io.sequent.common.study;

import io.sequent.common.UserError;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of metrics in a study. What a method calls {@code error} adds the place to a message. */
public final class StudyMetrics {
  private static final Pattern WITH_SPLIT =
      Pattern.compile("(test|validation|train)\\.(.*)", Pattern.CASE_INSENSITIVE);

  private StudyMetrics() {}

  /**
   * The metric that chooses.
   *
   * @throws UserError if it names a split: choices are made on validation alone
   */
  public static String choosing(String metric, Function<String, UserError> error) {
    return withoutSplit(
        metric, "metric '%s': choices are made on validation alone, expected '%s'", error);
  }

  /**
   * A metric that the table shows.
   *
   * @throws UserError if it names a split: tables show the test split
   */
  public static String shown(String metric, Function<String, UserError> error) {
    return withoutSplit(
        metric, "column '%s': columns are metrics of the test split, expected '%s'", error);
  }

  private static String withoutSplit(
      String metric, String problem, Function<String, UserError> error) {
    if (metric.isBlank()) {
      throw error.apply("no name, expected that of a metric");
    }
    Matcher split = WITH_SPLIT.matcher(metric);
    if (split.matches()) {
      throw error.apply(problem.formatted(metric, split.group(2)));
    }
    return metric;
  }
}

package io.sequent.common.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in Spark's account of a job that was given up what happened at last. */
final class LastFailure {
  private static final Pattern LAST =
      Pattern.compile(
          "most recent failure: Lost task \\S+ in stage \\S+ \\(TID \\d+\\) \\(([^\\n]*)");

  private LastFailure() {}

  /** Whether the process of the training was lost, rather than anything thrown. */
  static boolean isLossOfExecutor(String message) {
    return of(message).contains("ExecutorLostFailure");
  }

  /** The part of the message that says where and why, in one line. */
  static String of(String message) {
    Matcher last = LAST.matcher(message);
    return last.find()
        ? last.group(1).replaceFirst("\\)", "").strip()
        : message.lines().findFirst().orElse("");
  }
}

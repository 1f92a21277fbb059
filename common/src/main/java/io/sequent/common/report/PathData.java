package io.sequent.common.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites the data of an SVG path with relative instead of absolute coordinates, exact to a
 * hundredth: that halves the outlines of letters.
 */
final class PathData {
  private static final Pattern TOKEN = Pattern.compile("[A-Z]|-?[0-9.]+(?:E-?[0-9]+)?");

  private final StringBuilder shorter = new StringBuilder();
  // All in hundredths, so that offsets add up exactly.
  private long x;
  private long y;
  private long startX;
  private long startY;

  private PathData() {}

  /**
   * Shortens a path.
   *
   * @param path of the commands M, L, Q, C and Z, with spaces between all numbers
   */
  static String shorter(String path) {
    PathData data = new PathData();
    Matcher tokens = TOKEN.matcher(path);
    while (tokens.find()) {
      char command = tokens.group().charAt(0);
      long[] numbers = new long[numbers(command)];
      for (int i = 0; i < numbers.length && tokens.find(); i++) {
        numbers[i] = Math.round(100 * Double.parseDouble(tokens.group()));
      }
      data.add(command, numbers);
    }
    return data.shorter.toString();
  }

  private static int numbers(char command) {
    return switch (command) {
      case 'M', 'L' -> 2;
      case 'Q' -> 4;
      case 'C' -> 6;
      case 'Z' -> 0;
      default -> throw new IllegalArgumentException("a path with the command " + command);
    };
  }

  private void add(char command, long[] numbers) {
    if (command == 'Z') {
      shorter.append('z');
      x = startX;
      y = startY;
      return;
    }
    shorter.append(Character.toLowerCase(command));
    for (int i = 0; i < numbers.length; i++) {
      append(numbers[i] - (i % 2 == 0 ? x : y), i == 0);
    }
    x = numbers[numbers.length - 2];
    y = numbers[numbers.length - 1];
    if (command == 'M') {
      startX = x;
      startY = y;
    }
  }

  /** Without needless zeros; a minus separates numbers as well as a space. */
  private void append(long hundredths, boolean first) {
    if (!first && hundredths >= 0) {
      shorter.append(' ');
    }
    if (hundredths < 0) {
      shorter.append('-');
    }
    long absolute = Math.abs(hundredths);
    long rest = absolute % 100;
    if (absolute >= 100 || rest == 0) {
      shorter.append(absolute / 100);
    }
    if (rest != 0) {
      shorter.append('.').append(rest / 10);
    }
    if (rest % 10 != 0) {
      shorter.append(rest % 10);
    }
  }
}

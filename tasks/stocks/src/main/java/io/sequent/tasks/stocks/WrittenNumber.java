package io.sequent.tasks.stocks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Prices as people and programs write them: {@code 7,278.20}, {@code 7.278,20}, {@code $12.50},
 * {@code 1.2M}, {@code 1.2e-05}. Thousands are separated by the mark that is not the decimal one,
 * by apostrophes or blanks, in groups of three or as in India ({@code 12,34,567.80}).
 */
final class WrittenNumber {
  private static final Set<String> MISSING =
      Set.of("", "-", "--", "–", "—", ".", "null", "none", "na", "n/a", "#n/a");

  /** Whatever costs more is a mistake of writing; squares of prices stay finite. */
  private static final double MOST = 1e15;

  private static final String SUFFIXES = "KMBT";
  private static final int GROUP = 3;
  private static final int INDIAN_GROUP = 2;

  private WrittenNumber() {}

  /** Whether a cell says that there is no number. */
  static boolean isMissing(String cell) {
    return MISSING.contains(trimmed(cell).toLowerCase(Locale.ROOT));
  }

  /** A price by decimal point and by decimal comma; above 0 and at most 10^15. */
  static Readings<Double> read(String cell) {
    String text = withoutCurrency(trimmed(cell));
    if (text.isEmpty()) {
      return Readings.none();
    }
    String power = "";
    int suffix = SUFFIXES.indexOf(Character.toUpperCase(text.charAt(text.length() - 1)));
    if (suffix >= 0) {
      power = "e" + GROUP * (suffix + 1);
      text = text.substring(0, text.length() - 1);
    }
    int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    if (exponent >= 0) {
      if (suffix >= 0 || !isExponent(text, exponent + 1)) {
        return Readings.none();
      }
      power = text.substring(exponent);
      text = text.substring(0, exponent);
    }
    boolean groups = exponent < 0;
    return new Readings<>(
        price(text, '.', ',', groups, power), price(text, ',', '.', groups, power));
  }

  /** Without blanks around it, no-break spaces included. */
  private static String trimmed(String cell) {
    int from = 0;
    int to = cell.length();
    while (from < to && isBlank(cell.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(cell.charAt(to - 1))) {
      to--;
    }
    return cell.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static String withoutCurrency(String text) {
    int last = text.length() - 1;
    if (last > 0 && isCurrency(text.charAt(0))) {
      return trimmed(text.substring(1));
    }
    return last > 0 && isCurrency(text.charAt(last)) ? trimmed(text.substring(0, last)) : text;
  }

  private static boolean isCurrency(char c) {
    return Character.getType(c) == Character.CURRENCY_SYMBOL;
  }

  private static boolean isExponent(String text, int from) {
    int digits = from < text.length() && "+-".indexOf(text.charAt(from)) >= 0 ? from + 1 : from;
    return digits < text.length() && areDigits(text, digits, text.length());
  }

  private static Optional<Double> price(
      String text, char decimal, char grouping, boolean groups, String power) {
    int mark = text.indexOf(decimal);
    int end = mark < 0 ? text.length() : mark;
    String fraction = mark < 0 ? "" : text.substring(mark + 1);
    Optional<String> whole = whole(text.substring(0, end), grouping, groups);
    if (whole.isEmpty()
        || !areDigits(fraction, 0, fraction.length())
        || whole.get().length() + fraction.length() == 0) {
      return Optional.empty();
    }
    double price = Double.parseDouble(whole.get() + "." + fraction + power);
    return price > 0 && price <= MOST ? Optional.of(price) : Optional.empty();
  }

  /** The digits before the decimal mark; empty if they are not well grouped. */
  private static Optional<String> whole(String text, char grouping, boolean groups) {
    int first = 0;
    while (first < text.length() && isDigit(text.charAt(first))) {
      first++;
    }
    if (first == text.length()) {
      return Optional.of(text);
    }
    char separator = text.charAt(first);
    boolean separates =
        separator == grouping || separator == '\'' || separator == '’' || isBlank(separator);
    if (!groups || !separates) {
      return Optional.empty();
    }
    String[] parts = text.split(Pattern.quote(String.valueOf(separator)), -1);
    int last = parts.length - 1;
    int between = parts[1].length();
    boolean isGrouped =
        first >= 1
            && first <= between
            && text.charAt(0) != '0'
            && parts[last].length() == GROUP
            && (between == GROUP || between == INDIAN_GROUP)
            && Arrays.stream(parts).allMatch(part -> areDigits(part, 0, part.length()))
            && Arrays.stream(parts, 1, last).allMatch(part -> part.length() == between);
    return isGrouped ? Optional.of(String.join("", parts)) : Optional.empty();
  }

  private static boolean areDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}

package io.sequent.tasks.stocks;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Days as people and programs write them: {@code 2018-01-31}, {@code 2018-01-31 00:00:00-05:00},
 * {@code 20180131}, {@code 2018/01/31}, {@code 01/31/2018}, {@code 31.01.18}, {@code Jan 31, 2018},
 * {@code 31-Jan-2018}. A time of day is passed over: the day is that of the place where it was
 * written.
 */
final class WrittenDate {
  /** Longer than any date with its time and zone. */
  private static final int LONGEST = 60;

  private static final int NAME = 3;
  private static final int PARTS = 3;
  private static final int YEAR = 4;
  private static final int COMPACT = 8;

  /** Years of two digits from here on are of the last century, as in POSIX. */
  private static final int LAST_CENTURY = 69;

  private WrittenDate() {}

  /** The day by month first and by day first. */
  static Readings<LocalDate> read(String cell) {
    if (cell.length() > LONGEST) {
      return Readings.none();
    }
    List<String> parts = parts(withoutTime(cell.strip()));
    if (parts.size() > PARTS && isWeekday(parts.get(0))) {
      parts = parts.subList(1, parts.size());
    }
    if (parts.size() == 1 && isNumber(parts.get(0)) && parts.get(0).length() == COMPACT) {
      String day = parts.get(0);
      parts = List.of(day.substring(0, 4), day.substring(4, 6), day.substring(6));
    }
    return parts.size() == PARTS ? read(parts.get(0), parts.get(1), parts.get(2)) : Readings.none();
  }

  private static boolean isWeekday(String text) {
    return Arrays.stream(DayOfWeek.values()).anyMatch(day -> isName(day, text));
  }

  private static Readings<LocalDate> read(String first, String second, String third) {
    if (first.length() == YEAR && isNumber(first)) {
      return sure(first, second, third);
    }
    if (!isNumber(first)) {
      return sure(third, first, second);
    }
    if (!isNumber(second)) {
      return sure(third, second, first);
    }
    return new Readings<>(day(third, first, second), day(third, second, first));
  }

  private static Readings<LocalDate> sure(String year, String month, String day) {
    return day(year, month, day).map(Readings::sure).orElse(Readings.none());
  }

  private static Optional<LocalDate> day(String year, String month, String day) {
    if (!isNumber(year)
        || !isNumber(day)
        || day.length() > 2
        || (year.length() != 2 && year.length() != YEAR)) {
      return Optional.empty();
    }
    int number = Integer.parseInt(year);
    int century = number < LAST_CENTURY ? 2000 : 1900;
    try {
      return Optional.of(
          LocalDate.of(
              year.length() == YEAR ? number : century + number,
              month(month),
              Integer.parseInt(day)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** 1 to 12; 0 if it is none. */
  private static int month(String text) {
    if (isNumber(text)) {
      return text.length() <= 2 ? Integer.parseInt(text) : 0;
    }
    return Arrays.stream(Month.values())
        .filter(month -> isName(month, text))
        .mapToInt(Month::getValue)
        .findFirst()
        .orElse("sept".equalsIgnoreCase(text) ? Month.SEPTEMBER.getValue() : 0);
  }

  /** Whether a text is an English name or its beginning, such as Jan. */
  private static boolean isName(Enum<?> constant, String text) {
    return text.length() >= NAME && constant.name().startsWith(text.toUpperCase(Locale.ROOT));
  }

  /** A time follows a blank or a T and has a colon. */
  private static String withoutTime(String text) {
    int colon = text.indexOf(':');
    int from = Math.max(text.lastIndexOf(' ', colon), text.lastIndexOf('T', colon));
    return colon > 0 && from > 0 ? text.substring(0, from) : text;
  }

  /** Its runs of digits and of letters; none if anything else is between them. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = from;
      boolean digits = isDigit(text.charAt(from));
      while (to < text.length()
          && (digits ? isDigit(text.charAt(to)) : isLetter(text.charAt(to)))) {
        to++;
      }
      if (to == from) {
        return List.of();
      }
      parts.add(text.substring(from, to));
      from = to + separator(text, to);
      if (from == text.length() && to < from) {
        return List.of();
      }
    }
    return parts;
  }

  /** The length of what separates two parts: one character, or two of which the last is a blank. */
  private static int separator(String text, int at) {
    if (at == text.length() || "-/., ".indexOf(text.charAt(at)) < 0) {
      return 0;
    }
    boolean blank = ",.".indexOf(text.charAt(at)) >= 0 && text.startsWith(" ", at + 1);
    return blank ? 2 : 1;
  }

  private static boolean isNumber(String text) {
    return isDigit(text.charAt(0));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}

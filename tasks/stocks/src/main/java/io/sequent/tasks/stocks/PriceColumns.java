package io.sequent.tasks.stocks;

import io.sequent.common.UserError;
import io.sequent.common.report.Shortened;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which columns of a table hold the day and the closes. Names are compared by their letters alone,
 * so {@code Adj Close}, {@code adj_close} and {@code <ADJCLOSE>} are the same.
 *
 * @param headers rows of header: three where yfinance writes fields, tickers and {@code Date} below
 *     each other, 0 where the first row has prices
 * @param date the column of the day, counted from 0
 * @param closes columns of closes, one a series
 * @param ticker the column that names the series, if there is one
 */
record PriceColumns(int headers, Column date, List<Column> closes, OptionalInt ticker) {
  /** How many rows decide. */
  static final int TOP = 3;

  private static final List<String> DATE =
      List.of("date", "timestamp", "datetime", "tradedate", "day", "time");
  private static final List<String> CLOSE =
      List.of("close", "closelast", "closeprice", "closingprice", "price", "last");
  private static final List<String> TICKER = List.of("ticker", "symbol", "name");
  private static final int TOO_LONG = 6;

  PriceColumns {
    closes = List.copyOf(closes);
  }

  /**
   * A column.
   *
   * @param index from 0
   * @param name as the header has it; of several tickers, the ticker
   */
  record Column(int index, String name) {}

  /**
   * Finds the columns.
   *
   * @param top the first rows, up to {@link #TOP}
   * @param asked names or numbers from 1 of the day and of one or more closes; empty to look
   * @throws UserError if they are not there, or more than one could be meant
   */
  static PriceColumns of(List<List<String>> top, List<String> asked, Path file) {
    if (asked.size() == 1) {
      throw new UserError(
          "setting 'columns': '%s', expected the columns of the day and of the close, such as"
                  .formatted(asked.get(0))
              + " date,close");
    }
    List<String> first = top.isEmpty() ? List.of() : top.get(0);
    if (hasTickers(top)) {
      return ofTickers(top, asked, file);
    }
    Header header = new Header(first, file);
    OptionalInt ticker = first(first, TICKER);
    if (asked.isEmpty()) {
      OptionalInt date = header.date();
      OptionalInt close = header.find(CLOSE);
      if (date.isEmpty() || close.isEmpty()) {
        throw header.lacks("a header with names such as Date and Close, or others by columns=");
      }
      return new PriceColumns(
          1, header.column(date.getAsInt()), List.of(header.column(close.getAsInt())), ticker);
    }
    boolean byNumber = asked.stream().allMatch(PriceColumns::isNumber);
    List<Column> columns = asked.stream().map(name -> header.asked(name, byNumber)).toList();
    Column date = columns.get(0);
    List<Column> closes = columns.subList(1, columns.size());
    if (byNumber && !WrittenDate.read(date.name()).isWrong()) {
      return new PriceColumns(0, date, closes, OptionalInt.empty());
    }
    if (byNumber && closes.stream().anyMatch(c -> !WrittenNumber.read(c.name()).isWrong())) {
      throw header.lacks("a header, or a day and its prices");
    }
    return new PriceColumns(1, date, closes, ticker);
  }

  /** Whether the third row has nothing but the name of the day, below fields and tickers. */
  private static boolean hasTickers(List<List<String>> top) {
    if (top.size() < TOP || top.get(2).isEmpty() || top.get(1).size() != top.get(0).size()) {
      return false;
    }
    List<String> third = top.get(2);
    return DATE.contains(letters(third.get(0)))
        && third.size() > 1
        && third.stream().skip(1).allMatch(String::isBlank);
  }

  private static PriceColumns ofTickers(List<List<String>> top, List<String> asked, Path file) {
    boolean fieldsFirst = top.get(0).stream().anyMatch(name -> CLOSE.get(0).equals(letters(name)));
    List<String> fields = top.get(fieldsFirst ? 0 : 1);
    List<String> tickers = top.get(fieldsFirst ? 1 : 0);
    List<String> wanted =
        asked.isEmpty()
            ? List.of(CLOSE.get(0))
            : asked.stream().skip(1).map(PriceColumns::letters).toList();
    List<Column> closes =
        IntStream.range(1, fields.size())
            .filter(i -> wanted.contains(letters(fields.get(i))))
            .mapToObj(i -> new Column(i, tickers.get(i).strip()))
            .toList();
    if (closes.isEmpty()) {
      throw new Header(fields, file).lacks("a column of " + String.join(" or ", wanted));
    }
    return new PriceColumns(
        TOP, new Column(0, top.get(2).get(0).strip()), closes, OptionalInt.empty());
  }

  /**
   * The columns that a user means: those of this name, else those of the same letters, else the one
   * of this number from 1; none if there is no such column.
   *
   * @param byNumber whether a number can be no name
   */
  static List<Integer> asked(String asked, List<String> names, boolean byNumber) {
    List<Integer> found = List.of();
    if (!byNumber) {
      found = where(names, name -> name.strip().equals(asked));
    }
    if (found.isEmpty() && !letters(asked).isEmpty()) {
      found = where(names, name -> letters(name).equals(letters(asked)));
    }
    if (found.isEmpty() && isNumber(asked)) {
      int index = Integer.parseInt(asked) - 1;
      found = index >= 0 && index < names.size() ? List.of(index) : List.of();
    }
    return found;
  }

  private static List<Integer> where(List<String> names, Predicate<String> condition) {
    return IntStream.range(0, names.size())
        .filter(i -> condition.test(names.get(i)))
        .boxed()
        .toList();
  }

  private static boolean isNumber(String asked) {
    return !asked.isEmpty()
        && asked.length() < TOO_LONG
        && asked.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The column that is named as that of the day is. */
  static OptionalInt day(List<String> names) {
    return first(names, DATE);
  }

  /** The column that is named as that of the closes is. */
  static OptionalInt close(List<String> names) {
    return first(names, CLOSE);
  }

  private static OptionalInt first(List<String> names, List<String> known) {
    List<String> letters = names.stream().map(PriceColumns::letters).toList();
    return known.stream().mapToInt(letters::indexOf).filter(index -> index >= 0).findFirst();
  }

  /** Its letters in lower case. */
  static String letters(String name) {
    return name.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetter)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  /** The first row of a file. */
  private record Header(List<String> names, Path file) {
    Column column(int index) {
      return new Column(index, names.get(index).strip());
    }

    /** The column of the day; a first one without a name, as pandas writes an index, may be it. */
    OptionalInt date() {
      OptionalInt named = find(DATE);
      return named.isEmpty() && !names.isEmpty() && names.get(0).isBlank()
          ? OptionalInt.of(0)
          : named;
    }

    /** The column of the first of some names that is there. */
    OptionalInt find(List<String> known) {
      return first(names, known).stream()
          .map(i -> one(where(names, name -> letters(name).equals(letters(names.get(i))))))
          .findFirst();
    }

    /** The only one of some columns, or of them the only one whose name is of letters alone. */
    private int one(List<Integer> indices) {
      List<Integer> plain =
          indices.stream()
              .filter(i -> letters(names.get(i)).equalsIgnoreCase(names.get(i).strip()))
              .toList();
      if (indices.size() > 1 && plain.size() != 1) {
        throw lacks("one '%s'; name it by columns=".formatted(names.get(indices.get(0)).strip()));
      }
      return indices.size() > 1 ? plain.get(0) : indices.get(0);
    }

    Column asked(String asked, boolean byNumber) {
      List<Integer> found = PriceColumns.asked(asked, names, byNumber);
      if (found.isEmpty()) {
        throw lacks("'" + asked + "', as columns= says");
      }
      return column(one(found));
    }

    UserError lacks(String expected) {
      return UserError.at(file, 1, "columns " + Shortened.names(names) + ", expected " + expected);
    }
  }
}

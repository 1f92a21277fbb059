package io.sequent.tasks.stocks;

import io.sequent.common.UserError;
import io.sequent.common.report.Shortened;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The cells of a column, all written by one of two conventions: which, they tell together. */
final class CellColumn<T> {
  private static final int SHOWN = 40;

  private final Path file;
  private final String what;
  private final List<Cell<T>> cells = new ArrayList<>();
  private boolean provesFirst;
  private boolean provesSecond;

  /**
   * @param file for messages
   * @param what a cell is, such as {@code close}
   */
  CellColumn(Path file, String what) {
    this.file = file;
    this.what = what;
  }

  /** A cell with its line, counted from 1. */
  record Cell<T>(long line, String text, Readings<T> readings) {}

  void add(long line, String text, Readings<T> readings) {
    cells.add(new Cell<>(line, text, readings));
    provesFirst |= readings.proves(true);
    provesSecond |= readings.proves(false);
  }

  int size() {
    return cells.size();
  }

  long line(int cell) {
    return cells.get(cell).line();
  }

  Readings<T> readings(int cell) {
    return cells.get(cell).readings();
  }

  Stream<Cell<T>> cells() {
    return cells.stream();
  }

  /** The first cell by which the conventions disagree. */
  Optional<Cell<T>> open() {
    return cells().filter(cell -> cell.readings().isOpen()).findFirst();
  }

  /** Whether no cell so far proves a convention. */
  boolean isUnproven() {
    return !provesFirst && !provesSecond;
  }

  /**
   * The convention that cells prove, true for the first; empty if all can be read by both.
   *
   * @throws UserError if some prove one, some the other
   */
  Optional<Boolean> proven() {
    if (provesFirst && provesSecond) {
      Cell<T> first = proof(true);
      Cell<T> second = proof(false);
      boolean ordered = first.line() < second.line();
      Cell<T> before = ordered ? first : second;
      Cell<T> after = ordered ? second : first;
      throw UserError.at(
          file,
          after.line(),
          "%s '%s', but line %d has '%s', expected both to be written in the same way"
              .formatted(what, shown(after), before.line(), shown(before)));
    }
    return isUnproven() ? Optional.empty() : Optional.of(provesFirst);
  }

  private static String shown(Cell<?> cell) {
    return Shortened.text(cell.text(), SHOWN);
  }

  private Cell<T> proof(boolean firstConvention) {
    return cells().filter(c -> c.readings().proves(firstConvention)).findFirst().orElseThrow();
  }

  /** The values by a convention that reads all cells. */
  List<T> values(boolean firstConvention) {
    return cells().map(cell -> cell.readings().by(firstConvention).orElseThrow()).toList();
  }

  /** That a cell may mean either of two things. */
  UserError unsure(Cell<T> cell, String expected) {
    return UserError.at(
        file,
        cell.line(),
        "%s '%s' may be %s or %s, expected %s"
            .formatted(
                what,
                shown(cell),
                cell.readings().first().orElseThrow(),
                cell.readings().second().orElseThrow(),
                expected));
  }
}

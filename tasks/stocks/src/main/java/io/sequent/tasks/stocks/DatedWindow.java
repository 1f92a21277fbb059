package io.sequent.tasks.stocks;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The window that an input line completes.
 *
 * @param line the line, without blanks around it
 * @param day which day of the input it is, counted from 1
 * @param date its date, where the input has dates
 * @param window the closes up to that day
 */
record DatedWindow(String line, int day, Optional<LocalDate> date, PriceWindow window) {}

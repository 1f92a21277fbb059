package io.sequent.common.cli;

import java.io.BufferedReader;
import java.io.PrintStream;

/**
 * Where an action reads and writes.
 *
 * @param in UTF-8 input of predictions
 * @param out results
 * @param err notes and progress, so that results can be piped
 */
record Console(BufferedReader in, PrintStream out, PrintStream err) {}

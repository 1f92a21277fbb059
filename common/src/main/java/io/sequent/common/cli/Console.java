package io.sequent.common.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where an action reads and writes.
 *
 * @param in what to predict for, if no file has it
 * @param out results
 * @param err notes and progress, so that results can be piped
 */
record Console(InputStream in, PrintStream out, PrintStream err) {}

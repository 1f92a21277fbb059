package io.sequent.common.tune;

import io.sequent.common.data.DataLocation;
import io.sequent.common.ledger.Ledger;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * The data, folders and threads of searches.
 *
 * @param data what every trial trains on
 * @param ledger where trials are recorded
 * @param runs the folder of all runs; those of searches and their reports are in {@code
 *     tune/<search>} below it
 * @param parallel trainings at the same time, at least 1
 * @param notes gets the progress
 */
public record SearchSetup(
    DataLocation data, Ledger ledger, Path runs, int parallel, PrintStream notes) {
  /** The folder of all searches. */
  Path searches() {
    return runs.resolve("tune");
  }
}

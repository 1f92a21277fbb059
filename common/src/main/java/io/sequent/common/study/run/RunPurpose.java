package io.sequent.common.study.run;

import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.run.RunRecord;

/**
 * What runs are trained for.
 *
 * @param study the name that they are recorded under
 * @param scope what they are evaluated on; a run that was evaluated on less does not count
 * @param models whether their networks are kept
 */
public record RunPurpose(String study, RunRecord.Scope scope, boolean models) {
  /** To stand in the table of a study. */
  public static RunPurpose study(String name) {
    return new RunPurpose(name, RunRecord.Scope.TEST, true);
  }

  /** To lead a search, of which a hundred networks would fill the disk. */
  public static RunPurpose search(String name) {
    return new RunPurpose(LedgerEntry.SEARCH + name, RunRecord.Scope.VALIDATION, false);
  }
}

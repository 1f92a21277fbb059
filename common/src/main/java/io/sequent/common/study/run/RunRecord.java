package io.sequent.common.study.run;

import io.sequent.common.config.Config;
import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.run.RunFolder;
import io.sequent.common.run.RunResult;
import io.sequent.common.run.TestScores;
import io.sequent.common.study.PlannedRun;
import io.sequent.common.train.TrainingSettings;
import io.sequent.common.train.history.HistoryCsv;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes lines of the ledger out of what runs left behind. */
final class RunRecord {
  private RunRecord() {}

  /** A finished run, read from its folder. */
  static LedgerEntry finished(String study, PlannedRun run, RunFolder folder, String configHash)
      throws IOException {
    RunResult result = RunResult.read(folder.result());
    Double otherLoad = result.otherLoad();
    return new LedgerEntry(
        LedgerEntry.SCHEMA_VERSION,
        study,
        run.row(),
        result.task(),
        result.seed(),
        LedgerEntry.FINISHED,
        null,
        now(),
        configHash,
        result.provenance().dataHash(),
        result.config(),
        result.metrics(),
        result.selectedBy(),
        result.bestEpoch(),
        result.epochs(),
        seconds(result),
        otherLoad == null ? Double.NaN : otherLoad,
        result.predictionsPerSecond(),
        result.parameters(),
        result.examples(),
        HistoryCsv.read(folder.history()),
        TestScores.read(folder.testScores()),
        result.samples(),
        result.sample(),
        result.provenance());
  }

  /** A run that could not be brought to its end. */
  static LedgerEntry failed(
      String study, String task, StudyRun failed, boolean sample, String reason) {
    PlannedRun run = failed.planned();
    Config config = run.config();
    return new LedgerEntry(
        LedgerEntry.SCHEMA_VERSION,
        study,
        run.row(),
        task,
        run.seed(),
        LedgerEntry.FAILED,
        reason,
        now(),
        failed.configHash(),
        failed.dataHash(),
        config.asText(),
        Map.of(),
        config.get(TrainingSettings.METRIC),
        0,
        0,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        0,
        Map.of(),
        List.of(),
        Map.of(),
        Map.of(),
        sample,
        failed.provenance());
  }

  private static double seconds(RunResult result) {
    @Nullable Double train = result.seconds().get("train");
    return train == null ? Double.NaN : train;
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}

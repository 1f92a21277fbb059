package io.sequent.common.study.results;

import io.sequent.common.evaluation.ExampleScores;
import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.run.Provenance;
import io.sequent.common.run.RunRecord;
import io.sequent.common.study.Study;
import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.train.history.History.EpochRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A line of the ledger for a run of a study, as if it had been trained. */
public final class RecordedRun {
  public static final String DATA = "a".repeat(64);

  private final Study study;
  private final PlannedRun run;
  private final Map<String, Map<String, Double>> metrics = new TreeMap<>();
  private final Map<String, String> scores = new TreeMap<>();
  private List<EpochRecord> history = List.of();
  private Map<String, String> samples = Map.of();
  private @Nullable String reason;
  private String dataHash = DATA;
  private Map<String, String> files = Map.of();
  private boolean sample;
  private double otherLoad;
  private double seconds = 12.3;
  private Map<String, String> machine = Map.of("os", "x");
  private OptionalDouble predictionsPerSecond = OptionalDouble.empty();

  /** A finished run without any figure. */
  public RecordedRun(Study study, PlannedRun run) {
    this.study = study;
    this.run = run;
  }

  /** With a figure of {@code validation} or {@code test}. */
  public RecordedRun with(String split, String metric, double value) {
    metrics.computeIfAbsent(split, name -> new LinkedHashMap<>()).put(metric, value);
    return this;
  }

  /** With test scores that scatter around a mean, the same ones for the same mean and seed. */
  public RecordedRun withScores(String metric, int examples, double mean) {
    Random random = new Random(run.seed());
    double[] values =
        IntStream.range(0, examples).mapToDouble(i -> mean + random.nextGaussian()).toArray();
    return withScores(metric, values);
  }

  public RecordedRun withScores(String metric, double... values) {
    scores.put(metric, ExampleScores.of(values).encode());
    return this;
  }

  /** With so many epochs, the validation metrics falling from 2 towards 1. */
  public RecordedRun withEpochs(int epochs, String... metrics) {
    history =
        IntStream.rangeClosed(1, epochs)
            .mapToObj(
                epoch -> {
                  Map<String, Double> validation = new LinkedHashMap<>();
                  for (String metric : metrics) {
                    validation.put(metric, 1 + 1.0 / epoch);
                  }
                  return new EpochRecord(epoch, 1e-3, 2.0 / epoch, 1.5, validation);
                })
            .toList();
    return this;
  }

  public RecordedRun withText(String caption, String text) {
    samples = Map.of(caption, text);
    return this;
  }

  public RecordedRun failed(String why) {
    reason = why;
    return this;
  }

  public RecordedRun onData(String hash) {
    dataHash = hash;
    return this;
  }

  public RecordedRun onFile(String name, String hash) {
    files = Map.of(name, hash);
    return onData(hash);
  }

  public RecordedRun onSample() {
    sample = true;
    return this;
  }

  public RecordedRun besideLoad(double share) {
    otherLoad = share;
    return this;
  }

  public RecordedRun taking(double time, int cores) {
    seconds = time;
    machine = Map.of("cores", String.valueOf(cores));
    return this;
  }

  public RecordedRun predicting(double perSecond) {
    predictionsPerSecond = OptionalDouble.of(perSecond);
    return this;
  }

  /** The line. */
  public LedgerEntry entry() {
    return new LedgerEntry(
        study.name(),
        run.row(),
        Optional.of("2026-02-03T04:05:06Z"),
        run.config().hash(study.task()),
        dataHash,
        Optional.ofNullable(reason),
        new RunRecord(
            study.task(),
            run.seed(),
            sample,
            run.config().asText(),
            new Provenance("c".repeat(40), Map.of("java", "17"), machine, files, dataHash),
            metrics,
            new RunRecord.Training(
                Optional.of(study.metric()),
                OptionalInt.of(2),
                OptionalInt.of(3),
                OptionalLong.of(1_234_567),
                Map.of("train", 1000, "validation", 100, "test", 100)),
            new RunRecord.Times(
                Map.of("train", seconds),
                OptionalDouble.empty(),
                predictionsPerSecond,
                OptionalDouble.of(otherLoad)),
            samples),
        history,
        scores);
  }
}

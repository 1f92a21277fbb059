package io.sequent.common.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The result of a training: the content of {@code result.json}, and most of a line of the ledger;
 * docs/result-json.md explains every field. A run that failed has settings, data and provenance,
 * but no metrics, figures or samples.
 *
 * @param task the task's name
 * @param seed the seed
 * @param sample whether the data was the bundled sample, whose figures mean nothing
 * @param config every setting as a user would write it, in the order of their declaration
 * @param provenance code, versions, machine and data
 * @param metrics by split ({@link #VALIDATION}, {@link #TEST}), then by name; NaN where a metric is
 *     not defined on the data. Empty for a run that failed; without {@link #TEST} where the test
 *     set was not evaluated
 * @param training how the training went
 * @param times how long it took and how fast the model is
 * @param samples texts that the model wrote, by caption; may be empty
 */
public record RunRecord(
    String task,
    long seed,
    boolean sample,
    Map<String, String> config,
    Provenance provenance,
    Map<String, Map<String, Double>> metrics,
    Training training,
    Times times,
    Map<String, String> samples) {

  /** The version of {@code result.json} that this toolkit reads and writes. */
  public static final int SCHEMA_VERSION = 1;

  /** The splits of {@code metrics}. */
  public static final String VALIDATION = "validation";

  public static final String TEST = "test";

  /** The phase of {@link Times#seconds} that is the training itself. */
  public static final String TRAIN = "train";

  /** Which splits a run is evaluated on. */
  public enum Scope {
    /** On the validation set alone: for trials, of which the best is tested by another run. */
    VALIDATION,
    /** On the validation set and, once at the end, on the test set. */
    TEST;

    /** Whether a run was evaluated on at least these splits. */
    public boolean isMetBy(RunRecord run) {
      return this == VALIDATION || run.test().isPresent();
    }
  }

  /**
   * How a training went.
   *
   * @param selectedBy the validation metric that selected the epoch
   * @param bestEpoch the epoch, from 1, whose weights were kept
   * @param epochs number of epochs trained, at least 1
   * @param parameters number of weights of the network
   * @param examples number of examples by split
   */
  public record Training(
      Optional<String> selectedBy,
      OptionalInt bestEpoch,
      OptionalInt epochs,
      OptionalLong parameters,
      Map<String, Integer> examples) {
    public Training {
      examples = ordered(examples);
    }

    /** Of a run that did not finish. */
    public static Training unfinished(String selectedBy) {
      return new Training(
          Optional.of(selectedBy),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalLong.empty(),
          Map.of());
    }

    /** For people: the epoch that was kept. */
    public String bestEpochText() {
      return bestEpoch.isPresent() ? String.valueOf(bestEpoch.getAsInt()) : "unknown";
    }

    /** For people: the epoch that was kept and the number of epochs, such as {@code 3 of 10}. */
    public String epochsText() {
      return bestEpochText()
          + " of "
          + (epochs.isPresent() ? String.valueOf(epochs.getAsInt()) : "unknown");
    }

    /** For people: the number of weights, such as {@code 12,345}. */
    public String parametersText() {
      return parameters.isPresent()
          ? String.format(Locale.ROOT, "%,d", parameters.getAsLong())
          : "unknown";
    }
  }

  /**
   * How long a run took and how fast its model is.
   *
   * @param seconds by phase: {@code prepare}, {@link #TRAIN}, {@code evaluate}
   * @param samplesPerSecond training examples per second, over all epochs
   * @param predictionsPerSecond test examples predicted per second on one core
   * @param otherLoad share of the machine's processors that other processes used during the
   *     training, 0 to 1
   */
  public record Times(
      Map<String, Double> seconds,
      OptionalDouble samplesPerSecond,
      OptionalDouble predictionsPerSecond,
      OptionalDouble otherLoad) {
    /** Nothing was measured. */
    public static final Times UNKNOWN =
        new Times(Map.of(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    public Times {
      seconds = ordered(seconds);
    }

    /** Seconds of the training alone, without preparation and evaluation. */
    public OptionalDouble train() {
      return optional(seconds.get(TRAIN));
    }
  }

  public RunRecord {
    config = ordered(config);
    Map<String, Map<String, Double>> bySplit = new LinkedHashMap<>();
    metrics.forEach((split, values) -> bySplit.put(split, ordered(values)));
    metrics = Collections.unmodifiableMap(bySplit);
    samples = ordered(samples);
  }

  /** The metrics on the test set; empty where it was not evaluated. */
  public Optional<Map<String, Double>> test() {
    return Optional.ofNullable(metrics.get(TEST));
  }

  /** The splits that the run was evaluated on. */
  public Scope scope() {
    return test().isPresent() ? Scope.TEST : Scope.VALIDATION;
  }

  /** A metric on a split; empty where it was not measured or is not defined. */
  public OptionalDouble figure(String split, String metric) {
    return optional(metrics.getOrDefault(split, Map.of()).get(metric));
  }

  /** A number as a record has it: one that is not finite is absent. */
  public static OptionalDouble optional(@Nullable Double value) {
    return value == null || !Double.isFinite(value)
        ? OptionalDouble.empty()
        : OptionalDouble.of(value);
  }

  /** Reads a record from the fields of {@code result.json}, or those of a line of the ledger. */
  public static RunRecord of(JsonNode fields) throws JsonProcessingException {
    return RunRecordJson.record(fields);
  }

  /** The fields of {@code result.json} but its version, in their order; null where absent. */
  public Map<String, @Nullable Object> fields() {
    return RunRecordJson.fields(this);
  }

  /** Writes {@code result.json} atomically. */
  public void write(Path file) throws IOException {
    RunRecordJson.write(this, file);
  }

  /**
   * Reads {@code result.json}.
   *
   * @throws io.sequent.common.UserError if it is not a result of a version that this toolkit knows
   */
  public static RunRecord read(Path file) {
    return RunRecordJson.read(file);
  }

  /** A copy that keeps the order. */
  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}

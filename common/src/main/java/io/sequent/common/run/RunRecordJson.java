package io.sequent.common.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sequent.common.UserError;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.io.JsonFile;
import io.sequent.common.io.JsonNumbers;
import io.sequent.common.io.JsonProblem;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A run record as JSON. The files know no absent field: a number that was not measured is null
 * there, and a count that is not known is 0.
 */
final class RunRecordJson {
  private static final String VERSION = "schemaVersion";
  private static final String DATA_HASH = "dataHash";
  private static final String RESULT = "a result of a run";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addModule(JsonNumbers.nanAsNull())
          .build();
  private static final TypeReference<LinkedHashMap<String, String>> TEXTS =
      new TypeReference<>() {};
  private static final TypeReference<LinkedHashMap<String, Integer>> COUNTS =
      new TypeReference<>() {};
  private static final TypeReference<LinkedHashMap<String, LinkedHashMap<String, Double>>> METRICS =
      new TypeReference<>() {};

  private RunRecordJson() {}

  static Map<String, @Nullable Object> fields(RunRecord run) {
    RunRecord.Training training = run.training();
    RunRecord.Times times = run.times();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("task", run.task());
    fields.put("metrics", run.metrics());
    fields.put("selectedBy", training.selectedBy().orElse(""));
    fields.put("bestEpoch", training.bestEpoch().orElse(0));
    fields.put("epochs", training.epochs().orElse(0));
    fields.put("parameters", training.parameters().orElse(0));
    fields.put("examples", training.examples());
    fields.put("seconds", times.seconds());
    fields.put("samplesPerSecond", orNull(times.samplesPerSecond()));
    fields.put("predictionsPerSecond", orNull(times.predictionsPerSecond()));
    fields.put("otherLoad", orNull(times.otherLoad()));
    fields.put("seed", run.seed());
    fields.put("sample", run.sample());
    fields.put("samples", run.samples());
    fields.put("config", run.config());
    fields.put("provenance", run.provenance());
    return fields;
  }

  private static @Nullable Double orNull(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }

  static RunRecord record(JsonNode fields) throws JsonProcessingException {
    return new RunRecord(
        required("task", text(fields, "task")),
        required("seed", value(fields, "seed", new TypeReference<Long>() {})),
        value(fields, "sample", new TypeReference<Boolean>() {}).orElse(false),
        texts(fields, "config"),
        provenance(fields),
        new LinkedHashMap<>(
            whole("metrics", required("metrics", value(fields, "metrics", METRICS)))),
        training(fields),
        times(fields),
        texts(fields, "samples"));
  }

  private static RunRecord.Training training(JsonNode fields) throws JsonProcessingException {
    long bestEpoch = count(fields, "bestEpoch", Integer.MAX_VALUE);
    long epochs = count(fields, "epochs", Integer.MAX_VALUE);
    long parameters = count(fields, "parameters", Long.MAX_VALUE);
    return new RunRecord.Training(
        text(fields, "selectedBy"),
        bestEpoch == 0 ? OptionalInt.empty() : OptionalInt.of((int) bestEpoch),
        epochs == 0 ? OptionalInt.empty() : OptionalInt.of((int) epochs),
        parameters == 0 ? OptionalLong.empty() : OptionalLong.of(parameters),
        whole("examples", value(fields, "examples", COUNTS).orElseGet(LinkedHashMap::new)));
  }

  private static RunRecord.Times times(JsonNode fields) throws JsonProcessingException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    JsonNode phases = fields.path("seconds");
    if (phases.isObject()) {
      for (Map.Entry<String, JsonNode> phase : phases.properties()) {
        number(phases, phase.getKey()).ifPresent(s -> seconds.put(phase.getKey(), s));
      }
    } else { // A line of the ledger has those of the training alone.
      number(fields, "seconds").ifPresent(s -> seconds.put(RunRecord.TRAIN, s));
    }
    return new RunRecord.Times(
        seconds,
        number(fields, "samplesPerSecond"),
        number(fields, "predictionsPerSecond"),
        number(fields, "otherLoad"));
  }

  /** A line of the ledger may lack parts of it, but has the hash of the data beside it. */
  private static Provenance provenance(JsonNode fields) throws JsonProcessingException {
    JsonNode partial = fields.path("provenance");
    Optional<String> hash = text(partial, DATA_HASH);
    return new Provenance(
        text(partial, "commit").orElse(Provenance.UNKNOWN),
        texts(partial, "versions"),
        texts(partial, "machine"),
        texts(partial, "data"),
        required(DATA_HASH, hash.isPresent() ? hash : text(fields, DATA_HASH)),
        text(partial, "dataHashBefore").orElse(""));
  }

  private static <T> T required(String name, Optional<T> value) {
    return value.orElseThrow(() -> new IllegalArgumentException("no '" + name + "'"));
  }

  /** A text; one without a character is absent. */
  private static Optional<String> text(JsonNode fields, String name)
      throws JsonProcessingException {
    return value(fields, name, new TypeReference<String>() {}).filter(text -> !text.isEmpty());
  }

  private static Map<String, String> texts(JsonNode fields, String name)
      throws JsonProcessingException {
    return whole(name, value(fields, name, TEXTS).orElseGet(LinkedHashMap::new));
  }

  /** The same map, which has no null as a value. */
  private static <M extends Map<String, ?>> M whole(String name, M map) {
    map.forEach(
        (key, value) -> {
          if (value == null) {
            throw new IllegalArgumentException("'" + name + "." + key + "': a value is missing");
          }
        });
    return map;
  }

  private static long count(JsonNode fields, String name, long most)
      throws JsonProcessingException {
    long count = value(fields, name, new TypeReference<Long>() {}).orElse(0L);
    if (count < 0 || count > most) {
      throw new IllegalArgumentException(
          "'%s': %d, expected a number from 0 to %d".formatted(name, count, most));
    }
    return count;
  }

  private static OptionalDouble number(JsonNode fields, String name)
      throws JsonProcessingException {
    return RunRecord.optional(
        value(fields, name, new TypeReference<Double>() {}).orElse(Double.NaN));
  }

  /** The value of a field; what is wrong with it is said with its name. */
  private static <T> Optional<T> value(JsonNode fields, String name, TypeReference<T> type)
      throws JsonProcessingException {
    JsonNode value = fields.path(name);
    try {
      return value.isMissingNode() || value.isNull()
          ? Optional.empty()
          : Optional.of(JSON.treeToValue(value, type));
    } catch (JsonMappingException e) {
      e.prependPath(fields, name);
      throw e;
    }
  }

  static void write(RunRecord run, Path file) throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put(VERSION, RunRecord.SCHEMA_VERSION);
    fields.putAll(fields(run));
    AtomicFile.write(file, JSON.writeValueAsString(fields) + "\n");
  }

  static RunRecord read(Path file) {
    try {
      JsonNode fields = JsonFile.read(file, JSON, new TypeReference<JsonNode>() {}, RESULT);
      int version = fields.path(VERSION).asInt();
      if (version != RunRecord.SCHEMA_VERSION) {
        throw new UserError(
            file + ": schema version " + version + ", expected " + RunRecord.SCHEMA_VERSION);
      }
      return record(fields);
    } catch (JsonProcessingException e) {
      throw new UserError(file + ": not " + RESULT + ": " + JsonProblem.of(e), e);
    } catch (IllegalArgumentException e) {
      throw new UserError(file + ": not " + RESULT + ": " + e.getMessage(), e);
    } catch (FileSystemException e) {
      throw UserError.of(e);
    } catch (IOException e) {
      throw new UserError(file + ": cannot be read", e);
    }
  }
}

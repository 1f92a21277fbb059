package io.sequent.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.io.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunRecordTest {
  @TempDir private Path folder;

  private RunRecord result(Map<String, Double> test, Path data) throws IOException {
    return new RunRecord(
        "news",
        42,
        true,
        Map.of("hidden", "8"),
        Provenance.of(List.of(data)),
        Map.of("test", test),
        new RunRecord.Training(
            Optional.of("accuracy"),
            OptionalInt.of(2),
            OptionalInt.of(3),
            OptionalLong.of(1234),
            Map.of("train", 10)),
        new RunRecord.Times(
            Map.of("train", 1.5),
            OptionalDouble.of(6.7),
            OptionalDouble.of(890.5),
            OptionalDouble.of(0.25)),
        Map.of("temperature 0.5", "text"));
  }

  private Path data(String content) throws IOException {
    return Files.writeString(folder.resolve("data.csv"), content);
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    RunRecord written = result(Map.of("accuracy", 0.875), data("abc"));
    Path file = folder.resolve("result.json");
    written.write(file);
    assertThat(RunRecord.read(file)).isEqualTo(written);
  }

  @Test
  void metricThatIsNotDefinedIsNullInTheFileAndNanWhenRead() throws IOException {
    Path file = folder.resolve("result.json");
    RunRecord written = result(Map.of("pearson.A", Double.NaN), data("abc"));
    written.write(file);
    assertThat(file).content().contains("\"pearson.A\" : null").doesNotContain("NaN");
    assertThat(RunRecord.read(file)).isEqualTo(written);
  }

  @Test
  void speedThatAnOlderVersionDidNotMeasureIsAbsentWhenRead() throws IOException {
    Path file = folder.resolve("result.json");
    result(Map.of("accuracy", 1.0), data("abc")).write(file);
    String older = Files.readString(file).replaceFirst("\\s*\"predictionsPerSecond\"[^,]*,", "");
    assertThat(older).doesNotContain("predictionsPerSecond");
    Files.writeString(file, older);
    assertThat(RunRecord.read(file).times().predictionsPerSecond()).isEmpty();
    assertThat(RunRecord.read(file).times().samplesPerSecond()).hasValue(6.7);
  }

  @Test
  void resultOfAnotherVersionOrFormIsRefused() throws IOException {
    Path file = folder.resolve("result.json");
    result(Map.of("accuracy", 1.0), data("abc")).write(file);
    Files.writeString(
        file, Files.readString(file).replace("\"schemaVersion\" : 1", "\"schemaVersion\" : 2"));
    assertThatThrownBy(() -> RunRecord.read(file))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("schema version 2, expected 1");
    Files.writeString(file, "not JSON");
    assertThatThrownBy(() -> RunRecord.read(file))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("result.json");
  }

  @Test
  void dataHashChangesWithAByte() throws IOException {
    Provenance one = Provenance.of(List.of(data("abc")));
    assertThat(one.data())
        .containsEntry(
            "data.csv", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Provenance.of(List.of(data("abd"))).dataHash()).isNotEqualTo(one.dataHash());
  }

  @Test
  void folderForARunMustBeNewOrEmpty() throws IOException {
    Path file = data("abc");
    assertThatThrownBy(() -> new RunFolder(file).create()).hasMessageContaining("is a file");
    assertThatThrownBy(() -> new RunFolder(folder).create()).hasMessageContaining("not empty");
    Path fresh = folder.resolve("a").resolve("b");
    new RunFolder(fresh).create().close();
    assertThat(fresh).isDirectoryNotContaining("glob:**/[a-z]*");
    assertThatThrownBy(() -> RunFolder.finished(fresh)).hasMessageContaining("config.yaml");
  }

  @Test
  void folderOfATrainingThatWasKilledBeforeItsSettingsCanBeTaken() throws IOException {
    RunFolder run = new RunFolder(folder.resolve("run"));
    Path left = run.path().resolve("vocabulary.txt");
    Claim claim = run.create();
    Files.writeString(left, "x");
    assertThatThrownBy(run::create).hasMessageContaining("another process is training there");
    claim.close();
    run.create().close();
    assertThat(left).doesNotExist();

    Files.writeString(run.config(), "task: stocks");
    assertThatThrownBy(run::create).hasMessageContaining("not empty");
    run.deleteState();
    assertThat(run.path()).isDirectoryNotContaining("glob:**/.*");
    assertThatThrownBy(run::create).hasMessageContaining("not empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"bestEpoch\" : | \"bestEpoch\" : 9999999999, \"x\" : | 'bestEpoch': 9999999999, expected",
        "\"accuracy\" : | \"accuracy\" : [], \"x\" : | 'metrics.test.accuracy': expected a number",
        "\"task\" : | \"task\" : {}, \"x\" : | 'task': expected a text",
        "{ | [ | result.json:",
      })
  void damageOfAResultIsNamed(String part, String damaged, String message) throws IOException {
    Path file = folder.resolve("result.json");
    result(Map.of("accuracy", 1.0), data("abc")).write(file);
    Files.writeString(file, Files.readString(file).replaceFirst(Pattern.quote(part), damaged));
    assertThatThrownBy(() -> RunRecord.read(file))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(message)
        .hasMessageContaining("result.json");
  }
}

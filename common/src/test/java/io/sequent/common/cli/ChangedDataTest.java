package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that was interrupted does not go on silently on other data. */
class ChangedDataTest {
  @TempDir private Path home;
  private Path data;
  private Path run;

  @BeforeEach
  void interruptTraining() throws IOException {
    data = home.resolve("days.csv");
    run = home.resolve("run");
    write(3);
    Call trained =
        Call.of(List.of(), "train", "weather", "--data=" + home, "--epochs=2", "--out=" + run);
    assertThat(trained.status()).as(trained.err()).isZero();
    Files.delete(run.resolve("result.json"));
  }

  private void write(int first) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      int day = i == 0 ? first : i;
      text.append("%d,%d,%d,%d%n".formatted(day % 9, day % 11, day % 7, day % 10));
    }
    Files.writeString(data, text);
  }

  private Call resume(String... more) {
    return Call.of(List.of(more), "train", "weather", "--resume=" + run);
  }

  private JsonNode provenance() throws IOException {
    return new JsonMapper().readTree(run.resolve("result.json").toFile()).path("provenance");
  }

  @Test
  void sameDataAreGoneOnWith() throws IOException {
    Call resumed = resume();
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(provenance().has("dataHashBefore")).isFalse();
  }

  @Test
  void changedDataAreRefused() throws IOException {
    write(4);
    Call resumed = resume();
    assertThat(resumed.status()).isEqualTo(2);
    assertThat(resumed.err()).contains(home + " has changed since the training in " + run);
    assertThat(run.resolve("result.json")).doesNotExist();
  }

  @Test
  void changedDataThatAreAcceptedAreNamedInTheRecord() throws IOException {
    write(4);
    Call resumed = resume("--accept-changed-data=true");
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(provenance().path("dataHashBefore").asText())
        .hasSize(64)
        .isNotEqualTo(provenance().path("dataHash").asText());
  }

  @Test
  void acceptingIsForResumedTrainingsOnly() {
    Call trained = Call.of(List.of(), "train", "weather", "--accept-changed-data=true");
    assertThat(trained.status()).isEqualTo(2);
    assertThat(trained.err()).contains("accept-changed-data: is for resume=");
  }
}

package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run trained again from nothing but its record and its data. */
class ReproduceTest {
  private static final Path SAMPLE = Path.of("resources", "samples", "stocks");

  @TempDir private Path folder;

  private Path data() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    try (Stream<Path> files = Files.list(SAMPLE)) {
      for (Path file : files.toList()) {
        Files.copy(file, data.resolve(file.getFileName()));
      }
    }
    return data;
  }

  @Test
  void runGivesItsFiguresAgainAndOtherDataAreRefused() throws IOException {
    Path data = data();
    Path run = folder.resolve("run");
    Call trained =
        Call.of(
            List.of("--hidden=4", "--epochs=2", "--max-train=60", "--max-test=20", "--seed=5"),
            "train",
            "stocks",
            "--preset=none",
            "--dropout=0.3",
            "--data=" + data,
            "--out=" + run);
    assertThat(trained.status()).as(trained.err()).isZero();

    Path again = folder.resolve("again");
    Call same = Call.of(List.of(), "reproduce", "stocks", "--run=" + run, "--out=" + again);
    assertThat(same.status()).as(same.err()).isZero();
    assertThat(same.out())
        .startsWith("Reproduced, every figure bit for bit")
        .containsPattern("test +mse +\\S+ +\\S+ +0\\n")
        .containsPattern("validation +mape +\\S+ +\\S+ +0\\n");
    assertThat(again.resolve("result.json")).exists();

    Path third = folder.resolve("third");
    Path file = data.resolve("ALFA.csv");
    String content = Files.readString(file);
    Files.writeString(file, content.replaceFirst("120\\.202659", "120.202658"));
    Call other = Call.of(List.of(), "reproduce", "stocks", "--run=" + run, "--out=" + third);
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.errors())
        .singleElement()
        .asString()
        .contains("data: " + data + " holds other data (SHA-256 ");
    assertThat(third).doesNotExist();

    Files.writeString(file, content);
    Path record = run.resolve("result.json");
    Files.writeString(
        record, Files.readString(record).replaceFirst("(\"mse\" : )[0-9.]+", "$10.125"));
    Call changed = Call.of(List.of(), "reproduce", "stocks", "--run=" + run, "--out=" + third);
    assertThat(changed.status()).isEqualTo(2);
    assertThat(changed.errors())
        .singleElement()
        .asString()
        .contains("the figures of " + third + " differ from those of " + run);
    assertThat(changed.out())
        .startsWith("The figures differ")
        .containsPattern("validation +mse +0\\.125000 +\\S+ +\\d")
        .doesNotContainPattern("validation +mse .* 0\\n");
  }

  @Test
  void folderWithoutARecordIsAMistakeToldInOneLine() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    Files.writeString(run.resolve("config.yaml"), "task: stocks\n");
    Files.writeString(run.resolve("model.zip"), "x");
    Files.writeString(run.resolve("result.json"), "{]");
    Call call = Call.of(List.of(), "reproduce", "stocks", "--run=" + run);
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err().lines())
        .singleElement()
        .asString()
        .startsWith("error: " + run.resolve("result.json") + ":1: not a result of a run: ");
  }
}

package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.export.ExportedModel;
import io.sequent.common.export.OnnxFileRun;
import io.sequent.common.run.RunFolder;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command that writes ONNX files. */
class ExportActionTest {
  private static final Path SAVED = Path.of("common", "src", "test", "resources", "saved-runs");

  @TempDir static Path shared;
  private static Path run;

  @TempDir private Path folder;

  @BeforeAll
  static void train() {
    run = shared.resolve("trained");
    Call call =
        Call.of(
            List.of(),
            "train",
            "stocks",
            "--data=sample",
            "--epochs=1",
            "--hidden=4",
            "--max-train=30",
            "--max-test=10",
            "--out=" + run);
    assertThat(call.status()).as(call.err()).isZero();
  }

  @Test
  void runIsExportedIntoItsFolder() throws Exception {
    Call call = Call.of(List.of(), "export", run.toString());
    assertThat(call.status()).as(call.err()).isZero();
    Path file = run.resolve("model.onnx");
    assertThat(call.out())
        .isEqualTo(
            "%s: %.1f KiB; inputs: closes double [batch, time, 2]; outputs: prices double [batch, 2]%n"
                .formatted(file, Files.size(file) / 1024.0));
    try (OnnxFileRun exported = OnnxFileRun.of(file)) {
      assertThat(exported.with("closes", new double[60], 1, 30, 2).run().names())
          .containsExactly("prices");
    }
  }

  /** Runs of each task that were trained on its sample. */
  static List<Path> savedRuns() throws IOException {
    try (Stream<Path> runs = Files.list(SAVED)) {
      return runs.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("savedRuns")
  void exportedNetworkIsTheTrainedOne(Path saved) throws Exception {
    Path file = folder.resolve("model.onnx");
    Call call = Call.of(List.of("--output=" + file), "export", saved.toString());
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.out()).startsWith(file + ": ").contains("; inputs: ").contains("; outputs: ");
    ExportedModel.ofRun(Tasks.named(new RunFolder(saved).task()), saved, file).assertSame();
  }

  @Test
  void fileCanBeNamed() throws Exception {
    Path file = folder.resolve("below").resolve("prices");
    Call call =
        Call.ofProperties(
            Map.of(
                "action",
                "export",
                "format",
                "onnx",
                "run",
                run.resolve("model.zip").toString(),
                "output",
                file.toString()));
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.tmp");
    OnnxFileRun.of(file).close();
  }

  @Test
  void mistakesAreOneLineAndWriteNothing() throws IOException {
    assertRefused(
        "setting 'format': 'tflite' is not allowed, expected one of onnx", "--format=tflite");
    assertRefused("output: " + folder + ": is a folder, expected a file", "--output=" + folder);
    Path file = Files.writeString(shared.resolve("file"), "x");
    assertRefused(file + ": is there already", "--output=" + file + "/x");
    assertRefused("unknown setting 'ouput', did you mean 'output'?", "--ouput=x");
  }

  private void assertRefused(String message, String option) throws IOException {
    Call call = Call.of(List.of(option), "export", run.toString());
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.errors()).containsExactly("error: " + message);
    assertThat(folder).isEmptyDirectory();
  }
}

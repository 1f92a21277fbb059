package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.network.file.ModelFile;
import io.sequent.common.run.RunFolder;
import io.sequent.common.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What every task promises of its test set: nothing of it is in a vocabulary, a scaler, a weight or
 * the choice of an epoch. A training on data whose test part was changed beyond recognition ends
 * with the same bits in all of them, and with other test figures.
 */
public abstract class HeldOutTestContract {
  @TempDir private Path folder;

  /** The name of the task, whose bundled sample is learned from. */
  protected abstract String task();

  /** Settings of the task that decide what is held out, as on the command line. */
  protected List<String> settings() {
    return List.of();
  }

  /** Changes the test part of a copy of the sample, and nothing else. */
  protected abstract void poison(Path data) throws IOException;

  @Test
  void poisonedTestPartChangesNothingButTestFigures() throws IOException {
    Path sample = Path.of("resources", "samples", task());
    Path poisoned = copy(sample, folder.resolve("data"));
    poison(poisoned);
    RunFolder clean = train(sample, "clean");
    RunFolder dirty = train(poisoned, "dirty");

    RunRecord expected = RunRecord.read(clean.result());
    RunRecord actual = RunRecord.read(dirty.result());
    assertThat(actual.training().examples()).isEqualTo(expected.training().examples());
    assertThat(actual.metrics().get("validation")).isEqualTo(expected.metrics().get("validation"));
    assertThat(actual.metrics().get("test")).isNotEqualTo(expected.metrics().get("test"));
    assertThat(actual.training().bestEpoch()).isEqualTo(expected.training().bestEpoch());
    assertThat(weights(dirty)).isEqualTo(weights(clean));
    assertThat(preparation(dirty)).isEqualTo(preparation(clean)).isNotEmpty();
  }

  private RunFolder train(Path data, String name) {
    Path run = folder.resolve(name);
    List<String> small =
        List.of("--epochs=2", "--hidden=8", "--max-train=80", "--seed=7", "--preset=none");
    Call call =
        Call.of(
            Stream.concat(small.stream(), settings().stream()).toList(),
            "train",
            task(),
            "--data=" + data,
            "--out=" + run);
    assertThat(call.status()).as(call.err()).isZero();
    return new RunFolder(run);
  }

  private static INDArray weights(RunFolder run) throws IOException {
    return ModelFile.load(run.model()).params();
  }

  /** What the task has saved beside the files that every run has. */
  private static Map<String, String> preparation(RunFolder run) throws IOException {
    List<String> common = List.of("config.yaml", "result.json", "test-scores.json");
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(run.path())) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.matches(".*\\.(txt|json|yaml)") && !common.contains(name)) {
          texts.put(name, Files.readString(file));
        }
      }
    }
    return texts;
  }

  private static Path copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }
}

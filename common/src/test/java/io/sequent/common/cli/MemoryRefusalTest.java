package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of sizes that the settings allow and no machine has the memory for. */
class MemoryRefusalTest {
  /** On machines of terabytes, the count is the reason. */
  private static final String REFUSAL =
      "error: (the network needs .+ of memory for training \\(parameters .+, gradients .+,"
          + " optimizer .+, activations .+\\), but this machine has .+; choose .+"
          + "|the optimizer would keep .+ numbers of the network's parameters, expected at most"
          + " .+; choose .+)\\R";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ner --hidden=65536 --cell=lstm",
        "ner --hidden=65536 --cell=gru --layers=64",
        "ner --embedding=65536 --ngram-embedding=65536 --ngram-entries=10000000",
        "news --model=transformer --embedding=65536 --feed-forward=65536 --blocks=64 --heads=64",
        "news --model=cnn --embedding=65536 --filters=65536 --widths=1000",
        "news --bigram-entries=10000000 --bigram-embedding=65536",
        "stocks --hidden=65536 --dense=65536,65536 --cell=rnn",
        "textgen --hidden=65536 --embedding=65536 --cell=lstm"
      })
  void describeRefusesThem(String call) {
    List<String> words = List.of(call.split(" "));
    Call refused =
        Call.of(words.subList(1, words.size()), "describe", words.get(0), "--data=sample");
    assertThat(refused.status()).as(refused.err()).isEqualTo(2);
    assertThat(refused.err()).containsPattern("(?m)^" + REFUSAL);
    assertThat(refused.out()).isEmpty();
  }

  @Test
  void trainingRefusesThemBeforeItWritesAnything() {
    Path run = folder.resolve("run");
    Call refused =
        Call.of(List.of("--hidden=65536", "--out=" + run), "train", "ner", "--data=sample");
    assertThat(refused.status()).as(refused.err()).isEqualTo(2);
    assertThat(refused.err()).containsPattern("(?m)^" + REFUSAL);
    assertThat(Files.exists(run)).isFalse();
  }

  @Test
  void describeSaysWhatTheNetworkNeeds() {
    Call described = Call.of(List.of("--batch-size=8"), "describe", "news", "--data=sample");
    assertThat(described.out())
        .containsPattern(
            "(?m)^memory: about [\\d.]+ MiB for training \\(.+\\), about [\\d.]+ MiB for"
                + " prediction$");
  }
}

package io.sequent.common.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bash proposes with the script that {@code completion} prints. */
class CompletionTest {
  private static final Path BASH = Path.of("/bin/bash");

  @TempDir private static Path folder;
  private static Path script;

  @BeforeAll
  static void printTheScript() throws IOException {
    assumeTrue(Files.isExecutable(BASH), "bash completes");
    Call call = Call.of(List.of(), "completion");
    assertThat(call.status()).as(call.err()).isZero();
    script = Files.writeString(folder.resolve("completion.bash"), call.out());
  }

  /** The proposals for the last of some words, split as a shell does. */
  private static List<String> proposals(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                BASH.toString(),
                "-c",
                "source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMP_LINE=\"$*\";"
                    + " _sequent; printf '%s\\n' \"${COMPREPLY[@]}\"",
                "bash",
                script.toString()));
    command.addAll(List.of(words));
    // It also sets how the shell goes on, which fails with a message where nobody completes.
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    return out.lines().filter(line -> !line.isEmpty()).toList();
  }

  @Test
  void actionsAndTasks() throws Exception {
    assertThat(proposals("sequent", ""))
        .containsExactlyInAnyOrderElementsOf(Actions.all().stream().map(Action::name).toList());
    assertThat(proposals("sequent", "re")).containsExactlyInAnyOrder("results", "reproduce");
    assertThat(proposals("sequent", "train", "ne")).containsExactlyInAnyOrder("ner", "news");
  }

  @Test
  void namesOfSettings() throws Exception {
    assertThat(proposals("sequent", "train", "ner", "--output")).contains("--output-dropout");
    assertThat(proposals("sequent", "train", "ner", "--ce")).containsExactly("--cell");
    assertThat(proposals("sequent", "train", "ner", "--cell", "=", "gru", "--hid"))
        .containsExactly("--hidden");
    assertThat(proposals("sequent", "predict", "--th")).containsExactly("--threshold");
    assertThat(proposals("sequent", "bench", "--war")).containsExactly("--warmup");
  }

  @Test
  void valuesHoweverTheShellSplits() throws Exception {
    String[] cells = {"rnn", "rnn-relu", "lstm", "gru"};
    assertThat(proposals("sequent", "train", "ner", "--cell", "="))
        .containsExactlyInAnyOrder(cells);
    assertThat(proposals("sequent", "train", "ner", "--cell", "")).containsExactlyInAnyOrder(cells);
    assertThat(proposals("sequent", "train", "ner", "--cell", "=", "l")).containsExactly("lstm");
    assertThat(proposals("sequent", "train", "ner", "--cell=l")).containsExactly("--cell=lstm");
  }

  @Test
  void valuesOfChoicesFlagsAndPresets() throws Exception {
    assertThat(proposals("sequent", "train", "news", "--pooling", "=", "f"))
        .containsExactlyInAnyOrder("first", "flatten");
    assertThat(proposals("sequent", "train", "news", "--batch-norm", "=", ""))
        .containsExactlyInAnyOrder("true", "false");
    assertThat(proposals("sequent", "train", "news", "--preset", "=", ""))
        .contains("recipe", "fast", "none");
    assertThat(proposals("sequent", "doctor", "--kernel", "=", "o")).containsExactly("onednn");
  }

  @Test
  void nothingWhereThereIsNoListSoThatTheShellProposesFiles() throws Exception {
    assertThat(proposals("sequent", "train", "ner", "--config", "=", "re")).isEmpty();
    assertThat(proposals("sequent", "predict", "runs/")).isEmpty();
  }
}

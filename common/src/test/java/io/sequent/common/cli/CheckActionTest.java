package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckActionTest {
  static Stream<String> tasks() {
    return Tasks.all().stream().map(Task::name);
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void everySampleIsSound(String task) throws IOException {
    Call call = Call.ofInput("", "check", task, "--data=sample");
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.out()).contains("train").contains("validation").contains("test");
    Call json = Call.ofInput("", "check", task, "--data=sample", "--json=true");
    assertThat(new ObjectMapper().readTree(json.out()).at("/tables/0/rows")).hasSize(3);
  }

  @Test
  void textsInBothPartsEndWithStatusOne(@TempDir Path folder) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      rows.append(i % 2 == 0 ? "a" : "b").append(",text number ").append(i).append('\n');
    }
    Files.writeString(folder.resolve("train.csv"), rows);
    Files.writeString(folder.resolve("test.csv"), "a,text number 0\nb,another one\n");
    Call call = Call.ofInput("", "check", "news", "--data=" + folder, "--columns=1,2");
    assertThat(call.status()).isEqualTo(Main.FINDINGS);
    assertThat(call.out()).contains("serious: 1 of 2 test texts (50.0 %) stand in ");
  }

  @Test
  void dataThatCannotBeReadEndWithStatusTwo(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("train.csv"), "a,text\nb\n");
    Files.writeString(folder.resolve("test.csv"), "a,text\n");
    Call call = Call.ofInput("", "check", "news", "--data=" + folder, "--columns=1,2");
    assertThat(call.status()).isEqualTo(Main.USER_ERROR);
    assertThat(call.err()).contains("train.csv:2: ").doesNotContain("\tat ");
  }
}

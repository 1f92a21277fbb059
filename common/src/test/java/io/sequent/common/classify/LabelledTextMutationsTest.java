package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.config.Config;
import io.sequent.common.data.Mutations;
import io.sequent.common.data.Splits;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged files give texts or a message, whatever they hold. */
class LabelledTextMutationsTest {
  private static final int MUTATIONS = 200;
  private static final Topics TASK = new Topics();
  private static final Config DEFAULTS = TaskSettings.defaults(TASK);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "t.csv   | label,text | %s,\"the goal, \"\"so\"\" of %d\"",
        "t.tsv   | label\\ttext | %s\\tthe \"goal\" of %d",
        "t.jsonl | | {\"label\": \"%s\", \"text\": \"the goal\\u0020of %d\", \"n\": 1.5}",
        "t.txt   | | __label__%s the goal of %d"
      })
  void damagedFileGivesTextsOrAMessage(
      String name, String header, String line, @TempDir Path folder) throws IOException {
    String first = header == null ? "" : header.replace("\\t", "\t") + "\n";
    String original =
        IntStream.range(0, 40)
            .mapToObj(i -> line.replace("\\t", "\t").formatted(i % 3 == 0 ? "up" : "down", i))
            .collect(Collectors.joining("\n", first, "\n"));
    Config config =
        name.endsWith("txt") ? DEFAULTS : DEFAULTS.with(Map.of("columns", "label,text"), "");
    int refused =
        Mutations.read(
            folder.resolve(name),
            original.getBytes(StandardCharsets.UTF_8),
            MUTATIONS,
            file -> {
              Splits<LabelledText> splits = TASK.data().read(file, config);
              TASK.data().view().check(splits, config).render();
            });
    assertThat(refused).isBetween(MUTATIONS / 10, MUTATIONS * 9 / 10);
  }
}

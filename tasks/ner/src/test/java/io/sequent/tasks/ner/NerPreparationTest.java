package io.sequent.tasks.ner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.data.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NerPreparationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | 1: ends here",
        "O | 2: ends here, expected O and a tag of entities",
        "B-LOC#O | 1: tag 'B-LOC', expected O first",
        "O#LOC | 2: tag 'LOC', expected B- or I- with a type",
        "O#B-LOC#E-LOC | 3: tag 'E-LOC', expected B- or I- with a type",
        "O#B-LOC##I-LOC | 3: tag '', expected",
        "O#B-LOC#B-LOC | 3: tag 'B-LOC', expected B- or I- with a type, each once",
      })
  void damagedTagsAreRefusedWithTheirLine(String tags, String message, @TempDir Path run)
      throws IOException {
    new NerPreparation(
            Vocabulary.of(Stream.of("Rome"), 1, 0),
            List.of("O", "B-LOC", "I-LOC"),
            Optional.empty(),
            List.of())
        .save(run);
    assertThat(NerPreparation.restore(run, Forms.CONFIG).tags()).hasSize(3);
    Files.writeString(run.resolve("tags.txt"), tags.replace('#', '\n'));
    assertThatThrownBy(() -> NerPreparation.restore(run, Forms.CONFIG))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("tags.txt:" + message);
  }
}

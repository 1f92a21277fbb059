package io.sequent.tasks.ner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.data.Mutations;
import io.sequent.common.data.Splits;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged files of every form are read or refused in one line. */
class NerMutationsTest {
  private static final int MUTATIONS = 200;

  private static final String COLUMNS =
      "-DOCSTART- -X- O\n\nEve NNP B-PER\nlives VBZ O\nin IN O\nRome NNP B-LOC\n. . O\n\n";
  private static final String TABS = "Eve\tB-PER\nlives\tO\n\nRome\tB-LOC\n.\tO\n\n";
  private static final String CONLLU =
      """
      # global.columns = ID FORM UPOS NER
      1-2\tdu\t_\t_
      1\tEve\tPROPN\tB-PER
      2\tlives\tVERB\tO
      2.1\tx\t_\t_

      """;
  private static final String TOKENS =
      "{\"tokens\": [\"Eve\", \"lives\"], \"ner_tags\": [\"B-PER\", \"O\"]}\n";
  private static final String OFFSETS =
      """
      {"text": "Eve lives in Rome.", "label": [[0, 3, "PER"], [13, 17, "LOC"]]}
      {"text": "Rome", "spans": [{"start": 0, "end": 4, "label": "LOC"}]}
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "COLUMNS, .conll",
    "TABS, .tsv",
    "CONLLU, .conllu",
    "TOKENS, .jsonl",
    "OFFSETS, .jsonl"
  })
  void damagedFilesAreReadOrRefused(Content content, String ending) throws IOException {
    Forms.write(folder, ending, content.text);
    int refused =
        Mutations.read(
            folder.resolve("train" + ending),
            content.text.getBytes(UTF_8),
            MUTATIONS,
            file -> check(folder));
    assertThat(refused).isBetween(10, MUTATIONS - 10);
  }

  @ParameterizedTest
  @CsvSource({".txt", ".ann"})
  void damagedAnnotationsAreReadOrRefused(String ending) throws IOException {
    for (String part : new String[] {"train", "dev", "test"}) {
      Forms.write(folder.resolve(part).resolve("a.txt"), "Eve lives in Rome.\nYes.\n");
      Forms.write(folder.resolve(part).resolve("a.ann"), "T1\tPER 0 3\tEve\nT2\tLOC 13 17\tRome\n");
    }
    Path damaged = folder.resolve("train").resolve("a" + ending);
    byte[] original = java.nio.file.Files.readAllBytes(damaged);
    int refused = Mutations.read(damaged, original, MUTATIONS, file -> check(folder));
    assertThat(refused).isBetween(10, MUTATIONS - 10);
  }

  private static void check(Path place) throws IOException {
    Splits<TaggedSentence> splits = Forms.read(place);
    assertThat(splits.train()).isNotEmpty();
    new NerView().check(splits, Forms.CONFIG);
  }

  private enum Content {
    COLUMNS(NerMutationsTest.COLUMNS),
    TABS(NerMutationsTest.TABS),
    CONLLU(NerMutationsTest.CONLLU),
    TOKENS(NerMutationsTest.TOKENS),
    OFFSETS(NerMutationsTest.OFFSETS);

    private final String text;

    Content(String text) {
      this.text = text.repeat(3);
    }
  }
}

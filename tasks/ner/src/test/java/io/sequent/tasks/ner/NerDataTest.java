package io.sequent.tasks.ner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sequent.common.UserError;
import io.sequent.common.data.DataSettings;
import io.sequent.common.data.Splits;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NerDataTest {
  private static final String ROWS = "Eve\tB-PER\n\nlives\tO\n\nRome\tB-LOC\n";
  private static final List<String> LABELS = List.of("O", "B-LOC", "B-PER", "I-LOC", "I-PER");

  @TempDir Path folder;

  private Splits<TaggedSentence> evaluation(Path place) throws IOException {
    return new NerData().readForEvaluation(place, Forms.CONFIG, LABELS);
  }

  @ParameterizedTest
  @CsvSource({
    "train.iob2.tsv, dev.iob2.tsv, test.iob2.tsv",
    "train.conll, valid.conll, test.conll",
    "train.txt, validation.txt, test.txt",
    "train, dev, test",
    "eng.train, eng.testa, eng.testb",
    "uk_iu-ud-train.iob2, uk_iu-ud-dev.iob2, uk_iu-ud-test.iob2",
    "my_train.bio, my_val.bio, my_test.bio"
  })
  void partsAreKnownByTheirNames(String train, String validation, String test) throws IOException {
    Forms.write(folder.resolve(train), ROWS);
    Forms.write(folder.resolve(validation), "Eve\tB-PER\n");
    Forms.write(folder.resolve(test), "Rome\tB-LOC\n");
    Forms.write(folder.resolve("train.docs.txt"), "a list of documents");
    Forms.write(folder.resolve("readme.txt"), "train, dev and test");
    Splits<TaggedSentence> splits = Forms.read(folder);
    assertThat(Forms.lines(splits.train())).containsExactly("Eve/B-PER", "lives/O", "Rome/B-LOC");
    assertThat(Forms.lines(splits.validation())).containsExactly("Eve/B-PER");
    assertThat(Forms.lines(splits.test())).containsExactly("Rome/B-LOC");
    assertThat(splits.notes()).isEmpty();
    assertThat(splits.train().get(0).tagSet()).isEqualTo(LABELS);
    assertThat(new NerData().files(folder, Forms.CONFIG))
        .containsExactly(folder.resolve(train), folder.resolve(validation), folder.resolve(test));
  }

  @Test
  void twoFilesForOnePartAreRefusedButForBackups() throws IOException {
    Forms.write(folder, ".conll", ROWS);
    Forms.write(folder.resolve("train.conll.bak"), "old");
    assertThat(Forms.read(folder).notes())
        .containsExactly(
            "left out: " + folder.resolve("train.conll.bak") + ", a backup or hidden file");
    Forms.write(folder.resolve("train.tsv"), ROWS);
    assertThatThrownBy(() -> Forms.read(folder))
        .isInstanceOf(UserError.class)
        .hasMessage(
            folder + ": train.conll and train.tsv are both for training, expected one file");
  }

  @Test
  void withoutValidationSentencesAreHeldOut() throws IOException {
    Forms.write(folder, ".conll", ROWS.repeat(7).replace("\nEve", "\n\nEve"));
    Files.delete(folder.resolve("dev.conll"));
    Splits<TaggedSentence> splits = Forms.read(folder);
    assertThat(splits.train()).hasSize(19);
    assertThat(splits.validation()).hasSize(2);
    assertThat(splits.test()).hasSize(21);
    assertThat(splits.notes())
        .containsExactly("no file for validation: 2 of 21 training sentences are held out for it");
  }

  @Test
  void typesThatTrainingLacksAreNamed() throws IOException {
    Forms.write(folder, ".conll", ROWS);
    Forms.write(folder.resolve("test.conll"), "NBU\tB-ORG\nLtd\tI-ORG\nX\tB-MISC\n\nY\tB-ORG\n");
    Splits<TaggedSentence> splits = Forms.read(folder);
    assertThat(splits.test().get(0).tagSet()).isEqualTo(LABELS);
    assertThat(splits.notes())
        .containsExactly(
            "test.conll: 3 entities of types that training does not have count as missed: MISC, ORG");
  }

  @Test
  void formsOfAllPartsAreSaidInOneLine() throws IOException {
    Forms.write(folder, ".conll", "en:Eve NN I-PER\n");
    assertThat(Forms.read(folder).notes())
        .containsExactly(
            "train.conll, dev.conll, test.conll: columns separated by blanks, token in column 1, tag"
                + " in column 3 of 3, the language 'en:' taken off each token",
            "tags: IOB1, read as IOB2");
  }

  @Test
  void partsCanBeFoldersOfTexts() throws IOException {
    for (String part : List.of("train", "dev", "test")) {
      Forms.write(folder.resolve(part).resolve("a.txt"), "Eve lives");
      Forms.write(folder.resolve(part).resolve("a.ann"), "T1\tPER 0 3\tEve\n");
    }
    Splits<TaggedSentence> splits = Forms.read(folder);
    assertThat(Forms.lines(splits.train())).containsExactly("Eve/B-PER lives/O");
    assertThat(new NerData().files(folder, Forms.CONFIG)).hasSize(6).allMatch(Files::exists);
  }

  @Test
  void encodingCanBeNamed() throws IOException {
    for (String part : List.of("train", "dev", "test")) {
      Files.writeString(
          folder.resolve(part + ".tsv"), "Київ\tB-LOC\n", Charset.forName("windows-1251"));
    }
    assertThatThrownBy(() -> Forms.read(folder))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("name another encoding by encoding=");
    Splits<TaggedSentence> splits =
        new NerData()
            .read(
                folder, Forms.CONFIG.with(DataSettings.ENCODING, Charset.forName("windows-1251")));
    assertThat(Forms.lines(splits.test())).containsExactly("Київ/B-LOC");
  }

  @Test
  void allOfAFileIsEvaluatedWithTheTagsOfTheModel() throws IOException {
    Path file = folder.resolve("other.conll");
    Forms.write(file, "Eve S-PER\n\nNBU S-ORG\n\nso O\n");
    Splits<TaggedSentence> splits = evaluation(file);
    assertThat(Forms.lines(splits.test())).containsExactly("Eve/B-PER", "NBU/B-ORG", "so/O");
    assertThat(splits.test()).allMatch(sentence -> sentence.tagSet().equals(LABELS));
    assertThat(splits.notes())
        .containsExactly(
            "other.conll: columns separated by blanks, token in column 1, tag in column 2 of 2",
            "tags: BIOES, read as IOB2",
            "other.conll: 1 entity of types that the model does not have count as missed: ORG");
    Forms.write(file, "so O\n");
    assertThat(evaluation(file).test()).hasSize(1);
    Forms.write(file, "NBU B-ORG\n");
    assertThatThrownBy(() -> evaluation(file))
        .isInstanceOf(UserError.class)
        .hasMessage(
            file
                + ": tags [O, B-ORG, I-ORG], none of which the model has, expected some of "
                + LABELS);
  }

  @Test
  void testPartOfADividedSetIsEvaluatedOrAllTexts() throws IOException {
    Forms.write(folder.resolve("set"), ".conll", "Eve\tO\n");
    Forms.write(folder.resolve("set").resolve("test.conll"), "Rome\tB-LOC\n");
    assertThat(Forms.lines(evaluation(folder.resolve("set")).test())).containsExactly("Rome/B-LOC");
    Path texts = folder.resolve("texts");
    Forms.write(texts.resolve("b.txt"), "Eve");
    Forms.write(texts.resolve("b.ann"), "T1\tPER 0 3\tEve\n");
    assertThat(Forms.lines(evaluation(texts).test())).containsExactly("Eve/B-PER");
    assertThat(Forms.lines(evaluation(texts.resolve("b.txt")).test())).containsExactly("Eve/B-PER");
  }

  /** Line by line as they always were, with the neighbours of the whole part. */
  @Test
  void nerUkIsReadAsItIsWritten() throws IOException {
    Path copy = Path.of("..", "shared", "data", "ner_uk", "v1_iob");
    assumeTrue(Files.exists(copy), "no copy of NER-UK at " + copy);
    Splits<TaggedSentence> splits =
        new NerData().read(copy, Forms.CONFIG.with(TokenFeatures.MENTION_EMBEDDING, 1));
    assertThat(splits.notes()).isEmpty();
    assertThat(splits.train().get(0).tagSet())
        .containsExactly(
            "O", "B-LOC", "B-MISC", "B-ORG", "B-PERS", "I-LOC", "I-MISC", "I-ORG", "I-PERS");
    same(copy.resolve(NerData.TRAIN), splits.train());
    same(copy.resolve(NerData.VALIDATION), splits.validation());
    same(copy.resolve(NerData.TEST), splits.test());
  }

  private static void same(Path file, List<TaggedSentence> sentences) throws IOException {
    List<String> rows = new ArrayList<>();
    for (TaggedSentence sentence : sentences) {
      for (int i = 0; i < sentence.tokens().size(); i++) {
        rows.add(sentence.tokens().get(i) + "\t" + sentence.tags().get(i));
      }
      rows.add("");
    }
    assertThat(rows).isEqualTo(Files.readAllLines(file));
    for (int i = 10; i < sentences.size() - 10; i += 100) {
      List<List<String>> around = new ArrayList<>();
      for (int step = 1; step <= 10; step++) {
        around.add(sentences.get(i - step).tokens());
        around.add(sentences.get(i + step).tokens());
      }
      assertThat(sentences.get(i).around()).isEqualTo(around);
    }
  }
}

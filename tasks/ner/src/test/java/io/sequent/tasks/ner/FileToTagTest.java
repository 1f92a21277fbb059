package io.sequent.tasks.ner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.data.Mutations;
import io.sequent.common.predict.Input;
import io.sequent.common.predict.Inputs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileToTagTest {
  private static final int MUTATIONS = 200;

  @TempDir private Path folder;

  private List<Passage> read(String name, String text) throws IOException {
    return read(Files.writeString(folder.resolve(name), text));
  }

  private static List<Passage> read(Path file) throws IOException {
    List<Passage> passages = new ArrayList<>();
    try (Inputs<Passage> inputs =
        FileToTag.open(
            file, StandardCharsets.UTF_8, lines -> lines.stream().map(Passage::ofLine).toList())) {
      for (List<Input<Passage>> part = inputs.next(); part != null; part = inputs.next()) {
        part.forEach(input -> passages.add(input.value()));
      }
    }
    return passages;
  }

  private List<List<String>> tokens(String name, String text) throws IOException {
    return read(name, text).stream().map(passage -> Token.texts(passage.tokens())).toList();
  }

  private static final List<List<String>> SENTENCES =
      List.of(List.of("Eve", "lives", "in", "Kyiv"), List.of("She", "sings"));

  @Test
  void tagsOfColumnsDoNotMatter() throws IOException {
    assertThat(
            tokens("a.iob2.tsv", "Eve\tB-PER\nlives\tO\nin\tO\nKyiv\tB-LOC\n\nShe\tO\nsings\tO\n"))
        .isEqualTo(SENTENCES);
    assertThat(
            tokens("a.txt", "Eve N B-PER\nlives V O\nin P O\nKyiv N B-LOC\n\nShe N O\nsings V O"))
        .isEqualTo(SENTENCES);
    assertThat(
            tokens(
                "a.tsv",
                "en:Eve\tB-PER\nen:lives\tO\nen:in\tO\nen:Kyiv\tB-LOC\n\nen:She\tO\nen:sings\tO\n"))
        .isEqualTo(SENTENCES);
  }

  @Test
  void tagsNeedNotBeThere() throws IOException {
    assertThat(tokens("a.conll", "Eve\nlives\nin\nKyiv\n\nShe\nsings\n")).isEqualTo(SENTENCES);
    assertThat(
            tokens(
                "a.conllu",
                "# text = Eve\n1\tEve\tE\n2\tlives\tl\n3\tin\ti\n4\tKyiv\tK\n\n1\tShe\ts\n2\tsings\ts\n"))
        .isEqualTo(SENTENCES);
  }

  @Test
  void linesOfTextAreSentencesWhateverTheyEndWith() throws IOException {
    assertThat(tokens("a.txt", "Eve lives in Kyiv\nShe sings\n")).isEqualTo(SENTENCES);
    assertThat(tokens("a.txt", "Vitamin B-12\nGroup O\n")).hasSize(2);
  }

  @Test
  void documentsKeepTheirBounds() throws IOException {
    assertThat(read("a.conll", "-DOCSTART- O\n\nEve O\n\nShe O\n\n-DOCSTART- O\n\nHe O\n"))
        .extracting(Passage::document)
        .containsExactly(1, 1, 2);
    assertThat(read("a.jsonl", "{\"text\":\"Eve\"}\n{\"text\":\"She\"}\n"))
        .extracting(Passage::document)
        .containsExactly(0, 1);
  }

  @Test
  void textOfSeveralLinesIsOneWithTheOffsetsOfTheWhole() throws IOException {
    Passage text = read("a.jsonl", "{\"id\":7,\"text\":\"Eve sings.\\nIn Kyiv\"}\n").get(0);
    assertThat(text.sentences()).hasSize(2);
    assertThat(text.tokens()).endsWith(new Token("In", 11, 13), new Token("Kyiv", 14, 18));
  }

  @Test
  void tokensOfObjectsAreKept() throws IOException {
    assertThat(tokens("a.jsonl", "{\"tokens\":[\"New York\",\"sings\"],\"tags\":[\"O\",\"O\"]}\n"))
        .containsExactly(List.of("New York", "sings"));
    assertThatThrownBy(() -> read("a.jsonl", "{\"words\":[\"a\",\"\"]}\n"))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith("a.jsonl:1: token 1 is empty or no text, expected a text");
    assertThatThrownBy(() -> read("a.jsonl", "{\"id\":1}\n"))
        .hasMessageEndingWith("a.jsonl:1: expected an object with text or with tokens");
  }

  @Test
  void rowOfAnotherWidthIsNamed() {
    assertThatThrownBy(() -> read("a.conll", "Eve N O\nlives O\nin V O\nKyiv V O\n"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("a.conll:2: ");
  }

  @Test
  void damagedFileGivesSentencesOrAMessage() throws IOException {
    String columns = "Eve\tB-PER\nlives\tO\n\n".repeat(20);
    String objects = "{\"text\":\"Eve lives\\nin Kyiv\"}\n".repeat(20);
    for (String name : List.of("a.iob2.tsv", "a.jsonl")) {
      byte[] original = (name.endsWith("l") ? objects : columns).getBytes(StandardCharsets.UTF_8);
      assertThat(
              Mutations.read(
                  folder.resolve(name),
                  original,
                  MUTATIONS,
                  file -> assertThat(read(file)).isNotNull()))
          .isBetween(MUTATIONS / 20, MUTATIONS * 9 / 10);
    }
  }
}

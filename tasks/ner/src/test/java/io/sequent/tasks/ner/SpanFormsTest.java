package io.sequent.tasks.ner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON Lines, and the annotations of BRAT. */
class SpanFormsTest {
  private final Path folder;
  private final Path file;

  SpanFormsTest(@TempDir Path folder) {
    this.folder = folder;
    this.file = folder.resolve("train.jsonl");
  }

  private List<String> lines(String text) throws IOException {
    return Forms.lines(Forms.read(file, text, TagScheme.AUTO));
  }

  private TaggedFile read(Path place) throws IOException {
    return NerReader.read(place, StandardCharsets.UTF_8);
  }

  @Test
  void tokensWithTags() throws IOException {
    assertThat(
            lines(
                """
                {"id": 0, "tokens": ["Eve", "lives"], "ner_tags": ["S-PER", "O"]}

                {"tokens": ["So"], "tags": ["O"]}
                {"tokens": [], "tags": []}
                """))
        .containsExactly("Eve/B-PER lives/O", "So/O");
  }

  @Test
  void numbersOfTagsNeedTheirNames() throws IOException {
    String text = "{\"tokens\": [\"Eve\", \"lives\"], \"ner_tags\": [1, 0]}\n";
    assertThatThrownBy(() -> lines(text))
        .isInstanceOf(UserError.class)
        .hasMessage(
            file
                + ":1: tag 1, expected a name such as B-LOC; names of numbers, from 0, one a line, can be"
                + " in "
                + folder.resolve("tags.txt"));
    Forms.write(folder.resolve("tags.txt"), "O\nB-PER\n");
    assertThat(lines(text)).containsExactly("Eve/B-PER lives/O");
    assertThat(NerReader.files(file)).containsExactly(file, folder.resolve("tags.txt"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'text': '😀 Eve Ray, Rome', 'label': [[2, 9, 'PER'], [11, 15, 'LOC']]}",
        "{'text': '😀 Eve Ray, Rome', 'entities': [], 'labels': [[11, 15, 'LOC'], [2, 9, 'PER']]}",
        "{'id': 4, 'text': '😀 Eve Ray, Rome', 'relations': [], 'entities': [{'id': 1, 'label':"
            + " 'PER', 'start_offset': 2, 'end_offset': 9}, {'id': 2, 'label': 'LOC',"
            + " 'start_offset': 11, 'end_offset': 15}]}",
        "{'text': '😀 Eve Ray, Rome', 'tokens': [{'text': '😀', 'start': 0}], 'spans': [{'start':"
            + " 2, 'end': 9, 'label': 'PER'}, {'start': 11, 'end': 15, 'label': 'LOC'}]}",
        "['😀 Eve Ray, Rome', {'entities': [[2, 9, 'PER'], [11, 15, 'LOC']]}]",
      })
  void entitiesByTheirCodePoints(String json) throws IOException {
    assertThat(lines(json.replace('\'', '"')))
        .containsExactly("😀/O Eve/B-PER Ray/I-PER ,/O Rome/B-LOC");
    assertThat(read(file).notes()).isEmpty();
    assertThat(read(file).form()).isEqualTo("JSON Lines of texts and entities");
  }

  @Test
  void eachLineOfATextIsASentenceAndEachTextADocument() throws IOException {
    Forms.write(
        file,
        """
        {"text": "Eve\\nlives in New\\nYork now", "label": [[13, 21, "LOC"]]}
        {"text": " ", "label": []}
        {"text": "So", "label": []}
        """);
    assertThat(lines(Files.readString(file)))
        .containsExactly("Eve/O", "lives/O in/O New/B-LOC York/I-LOC now/O", "So/O");
    assertThat(read(file).sentences())
        .extracting(TaggedFile.Sentence::document)
        .containsExactly(0, 0, 2);
  }

  @Test
  void entitiesThatAreNoWholeTokensAreCounted() throws IOException {
    assertThat(
            lines(
                """
                {"text": "Eve Ray, Rome", "label": [[0, 7, "PER"], [4, 7, "LOC"], [8, 9, "LOC"]]}
                {"text": "Rome's Eves", "label": [[0, 4, "LOC"], [6, 10, "Fine name"]]}
                """))
        .containsExactly("Eve/B-PER Ray/I-PER ,/O Rome/O", "Rome's/B-LOC Eves/B-Fine_name");
    assertThat(read(file).notes())
        .containsExactly(
            file
                + ": 2 of 5 entities begin or end within a token and were widened to whole tokens, the"
                + " first: "
                + file
                + ":2",
            file
                + ": 2 of 5 entities overlap others, are blank or have gaps and were left out, the"
                + " first: "
                + file
                + ":1");
  }

  @Test
  void malformedLinesAreRefused() {
    refused("{\"tokens\": [\"a\"]}", ":1: 1 tokens, no tags, expected as many tags");
    refused("{\"tokens\": [\"a\"], \"tags\": []}", ":1: 1 tokens, 0 tags, expected as many tags");
    refused("{\"tokens\": [\"\"], \"tags\": [\"O\"]}", ":1: token 0 is empty or no text");
    refused("{\"text\": \"a\"}", ":1: text without entities");
    refused("{\"text\": \"a\", \"label\": [[0, 1]]}", ":1: entity [0,1], expected its begin");
    refused("{\"text\": \"a\", \"label\": [[0, 2, \"X\"]]}", ":1: entity from character 0 to 2");
    refused("{\"text\": \"a\", \"label\": [[1, 1, \"X\"]]}", ":1: entity from character 1 to 1");
    refused("{\"words\": 1}", ":1: expected an object with tokens and tags");
    refused("{\"a\": 1}\n{,}\n", ":1: expected an object with tokens and tags");
    refused("[\n{}\n]\n", ":1: not JSON, expected an object in each line");
    refused("{,}\n", ":1: not JSON, expected an object in each line");
    refused("{\"tokens\": [], \"tags\": []}", ": no sentences, expected at least one");
    refused(
        "{\"tokens\": [\"a\"], \"tags\": [\"O\"]}\n{\"text\": \"a\", \"label\": []}\n",
        ": lines with tokens and lines with text, expected one form");
  }

  private void refused(String text, String message) {
    assertThatThrownBy(() -> lines(text))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file + message);
  }

  @Test
  void bratTextsAreDocuments() throws IOException {
    Path brat = folder.resolve("train");
    Forms.write(brat.resolve("a.txt"), "😀 Eve lives\r\nin New\nYork.");
    Forms.write(
        brat.resolve("a.ann"),
        """
        T1\tPER 2 5\tEve
        R1\tIn Arg1:T1 Arg2:T2
        T2\tLOC 16 24\tNew York
        #1\tNote T1\tx
        T3\tLOC 16 19;24 25\tNew .
        """);
    Forms.write(brat.resolve("b.txt"), "So");
    Forms.write(brat.resolve("b.ann"), "");
    TaggedFile read = read(brat);
    NerCorpus corpus = new NerCorpus(List.of(brat), StandardCharsets.UTF_8, TagScheme.AUTO);
    assertThat(Forms.lines(corpus.sentences(brat, List.of("O"), 0)))
        .containsExactly("😀/O Eve/B-PER lives/O", "in/O New/B-LOC York/I-LOC ./O", "So/O");
    assertThat(read.sentences()).extracting(TaggedFile.Sentence::document).containsExactly(0, 0, 1);
    assertThat(corpus.notes())
        .containsExactly(
            "train: BRAT annotations of 2 texts",
            brat
                + ": 1 of 3 entities overlap others, are blank or have gaps and were left out, the"
                + " first: "
                + brat.resolve("a.ann")
                + ":5");
    assertThat(NerReader.files(brat)).hasSize(4);
  }

  @Test
  void bratAnnotationsMustFitTheirText() {
    Path brat = folder.resolve("train");
    Path annotations = brat.resolve("a.ann");
    Forms.write(brat.resolve("a.txt"), "Eve lives");
    Forms.write(annotations, "T1\tPER 1 4\tEve\n");
    assertThatThrownBy(() -> read(brat))
        .isInstanceOf(UserError.class)
        .hasMessage(annotations + ":1: 'Eve' from 1 to 4, where the text has 've'");
    Forms.write(annotations, "T1\tPER 1 40\tEve\n");
    assertThatThrownBy(() -> read(brat))
        .hasMessageStartingWith(annotations + ":1: entity from character 1 to 40 of a text of 9");
    Forms.write(annotations, "T1\tPER x 4\tEve\n");
    assertThatThrownBy(() -> read(brat))
        .hasMessage(
            annotations
                + ":1: 'T1\\u0009PER x 4\\u0009Eve', expected Tnumber, tab, type begin end, tab, text");
    Forms.write(annotations, "T1\n");
    assertThatThrownBy(() -> read(brat)).hasMessageStartingWith(annotations + ":1: 'T1', expected");
  }
}

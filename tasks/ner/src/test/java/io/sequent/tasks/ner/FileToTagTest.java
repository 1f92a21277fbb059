package io.sequent.tasks.ner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.data.Mutations;
import io.sequent.common.io.TextFile;
import io.sequent.common.predict.Input;
import io.sequent.common.predict.Inputs;
import io.sequent.common.predict.PredictionSink;
import io.sequent.common.predict.SpanPrediction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileToTagTest {
  private static final int MUTATIONS = 200;

  @TempDir private Path folder;

  private List<Passage> read(String name, String text) throws IOException {
    return read(Files.writeString(folder.resolve(name), text));
  }

  private static List<Passage> read(Path file, String... columns) throws IOException {
    List<Passage> passages = new ArrayList<>();
    try (Inputs<Passage> inputs = open(file, columns)) {
      for (List<Input<Passage>> part = inputs.next(); part != null; part = inputs.next()) {
        part.forEach(input -> passages.add(input.value()));
      }
    }
    return passages;
  }

  private static Inputs<Passage> open(Path file, String... columns) throws IOException {
    return new FileToTag(file, List.of(columns))
        .open(StandardCharsets.UTF_8, lines -> lines.stream().map(Passage::ofLine).toList());
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
        .hasMessageEndingWith(
            "a.jsonl:1: expected an object with text or with tokens; name another"
                + " field by columns=");
  }

  private static final List<List<String>> TEXTS =
      List.of(List.of("Eve", "lives", "in", "Kyiv"), List.of("She", ",", "sings"));

  @Test
  void textsOfATableAreFoundByTheNameOfTheirColumn() throws IOException {
    assertThat(tokens("a.csv", "id,Text\n7,Eve lives in Kyiv\n8,\"She, sings\"\n"))
        .isEqualTo(TEXTS);
    assertThat(tokens("a.tsv", "title\tbody\nt\tEve lives in Kyiv\nt\tShe, sings\n"))
        .isEqualTo(TEXTS);
    assertThat(tokens("a.csv", "Eve lives in Kyiv\n\"She, sings\"\n")).isEqualTo(TEXTS);
    assertThat(tokens("a.csv", "text\nEve lives in Kyiv\n\"She, sings\"\n")).isEqualTo(TEXTS);
    assertThat(tokens("a.jsonl", "{\"n\":1,\"body\":\"Eve\"}\n")).containsExactly(List.of("Eve"));
  }

  @Test
  void columnsOfTheTextCanBeNamedOrNumbered() throws IOException {
    Path table = Files.writeString(folder.resolve("a.txt"), "a;b;c\nx;Eve sings;In Kyiv\n");
    Passage joined = read(table, "b", "c").get(0);
    assertThat(joined.sentences()).hasSize(2);
    assertThat(joined.tokens()).endsWith(new Token("In", 10, 12), new Token("Kyiv", 13, 17));
    assertThat(read(table, "2")).hasSize(2);
    Path headed = Files.writeString(folder.resolve("b.csv"), "id,title\n7,Eve sings\n8,So\n");
    assertThat(read(headed, "2")).extracting(Passage::document).containsExactly(0, 1);
    Path objects = Files.writeString(folder.resolve("a.jsonl"), "{\"text\":\"a b\",\"b\":\"c\"}\n");
    assertThat(read(objects, "b").get(0).tokens()).containsExactly(new Token("c", 0, 1));
  }

  @Test
  void tableWithoutAKnownTextSaysWhatIsMissing() throws IOException {
    assertThatThrownBy(() -> read("a.csv", "n,b\n1,2\n"))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith(
            "a.csv:1: columns [n, b], expected one named text; name another by columns=");
    Path file = Files.writeString(folder.resolve("b.csv"), "n,b\n1,2\n");
    assertThatThrownBy(() -> read(file, "c"))
        .hasMessageEndingWith("b.csv:1: no column 'c' among [n, b], expected that of the text");
    Path objects = Files.writeString(folder.resolve("b.jsonl"), "{\"b\":1}\n");
    assertThatThrownBy(() -> read(objects, "b"))
        .hasMessageEndingWith("b.jsonl:1: no text in 'b', expected a text");
    assertThatThrownBy(() -> read(objects, "c"))
        .hasMessageEndingWith("b.jsonl:1: no field 'c', expected a text");
  }

  /** The file with the tag X for the first token of each sentence, and O for others. */
  private String tagged(String in, String text, String out) throws IOException {
    Path target = folder.resolve(out);
    try (Inputs<Passage> inputs = open(Files.writeString(folder.resolve(in), text));
        PredictionSink sink = PredictionSink.file(out, target, inputs)) {
      for (List<Input<Passage>> part = inputs.next(); part != null; part = inputs.next()) {
        for (Input<Passage> input : part) {
          List<String> tokens = Token.texts(input.value().tokens());
          List<String> tags = new ArrayList<>(Collections.nCopies(tokens.size(), "O"));
          tags.set(0, "B-X");
          sink.write(input, new SpanPrediction(tokens, tags, List.of()));
        }
      }
    }
    return TextFile.read(target);
  }

  @Test
  void columnsKeepTheirLinesAndGetThePredictedTags() throws IOException {
    assertThat(
            tagged(
                "a.conll",
                "-DOCSTART- -X- O\n\nEve N B-PER\nlives V O\n\n\nShe N O\n",
                "out.conll"))
        .isEqualTo("-DOCSTART- -X- O O\n\nEve N B-PER B-X\nlives V O O\n\n\nShe N O B-X\n");
    assertThat(tagged("a.iob2.tsv", "token\ttag\nuk:Є\tO\nuk:там\tO\n\n# end\n", "out.tsv.gz"))
        .isEqualTo("token\ttag\tpredicted_tag\nuk:Є\tO\tB-X\nuk:там\tO\tO\n\n# end\n");
    assertThat(tagged("plain.conll", "Eve\nsings\n", "out")).isEqualTo("Eve\tB-X\nsings\tO\n");
    assertThat(
            tagged(
                "a.conllup",
                "# global.columns = ID FORM NER\n1-2\tab\t_\n1\ta\tO\n2\tb\tO\n",
                "out.conllup"))
        .isEqualTo(
            """
            # global.columns = ID FORM NER PREDICTED:NER
            1-2\tab\t_\t_
            1\ta\tO\tB-X
            2\tb\tO\tO
            """);
    assertThat(tagged("b.conll", "Eve N O\nlives V O\n", "out.csv"))
        .isEqualTo("input,entities\nEve lives,[]\n");
  }

  @Test
  void conllUKeepsItsTenColumns() throws IOException {
    String row = "\t_\t_\t_\t_\t_\t_\t_";
    String rest = "# text = ab c\n1-2\tab" + row + "\t_\n1\ta" + row;
    assertThat(tagged("a.conllu", rest + "\t_\n2\tb" + row + "\tSpaceAfter=No\n\n", "out.conllu"))
        .isEqualTo(rest + "\tNER=B-X\n2\tb" + row + "\tSpaceAfter=No\n\n");
    assertThat(tagged("b.conllu", rest + "\tNER=B-LOC\n", "out.conllu"))
        .isEqualTo(rest + "\tNER=B-LOC|PredictedNER=B-X\n");
  }

  @Test
  void rowOfAnotherWidthIsNamed() {
    assertThatThrownBy(() -> read("a.conll", "Eve N O\nlives O\nin V O\nKyiv V O\n"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("a.conll:2: ");
  }

  @Test
  void damagedFileGivesSentencesOrAMessage() throws IOException {
    String table = "id,text\n" + "7,\"Eve, lives\"\n".repeat(20);
    String columns = "Eve\tB-PER\nlives\tO\n\n".repeat(20);
    String objects = "{\"text\":\"Eve lives\\nin Kyiv\"}\n".repeat(20);
    Map<String, String> files = Map.of("a.iob2.tsv", columns, "a.jsonl", objects, "a.csv", table);
    for (Map.Entry<String, String> one : files.entrySet()) {
      byte[] original = one.getValue().getBytes(StandardCharsets.UTF_8);
      assertThat(
              Mutations.read(
                  folder.resolve(one.getKey()),
                  original,
                  MUTATIONS,
                  file -> assertThat(read(file)).isNotNull()))
          .isBetween(MUTATIONS / 20, MUTATIONS * 9 / 10);
    }
  }
}

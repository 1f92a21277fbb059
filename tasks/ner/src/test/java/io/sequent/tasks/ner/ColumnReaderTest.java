package io.sequent.tasks.ner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sequent.common.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnReaderTest {
  private static final String ROME = "Eve/B-PER lives/O in/O Rome/B-LOC";

  private final Path file;

  ColumnReaderTest(@TempDir Path folder) {
    file = folder.resolve("train.conll");
  }

  private List<String> lines(String text) throws IOException {
    return Forms.lines(Forms.read(file, text, TagScheme.AUTO));
  }

  private String form(String text) {
    return ColumnReader.read(file, text).form();
  }

  @Test
  void blankLinesEndSentences() throws IOException {
    assertThat(lines("\nЛеся\tB-PERS\r\nУкраїнка\tI-PERS\r\n\r\n \nу\tO\nЛьвові\tB-LOC"))
        .containsExactly("Леся/B-PERS Українка/I-PERS", "у/O Львові/B-LOC");
    assertThat(form("a\tO\n")).isEmpty();
  }

  @Test
  void tokensOfTabSeparatedFilesKeepTheirBlanksAndMarks() throws IOException {
    assertThat(lines("New York\tB-LOC\n#\tO\n#Київ\tB-LOC\n\"\tO\n10\u00A0000\tO\n"))
        .containsExactly("New York/B-LOC #/O #Київ/B-LOC \"/O 10\u00A0000/O");
  }

  @Test
  void blanksSeparateColumns() throws IOException {
    String text = "Eve B-PER\nlives  O\nin O \nRome B-LOC\n# O\n\nso O\n";
    assertThat(lines(text)).containsExactly(ROME + " #/O", "so/O");
    assertThat(form(text))
        .isEqualTo("columns separated by blanks, token in column 1, tag in column 2 of 2");
  }

  @Test
  void lastOfTheColumnsOfConll2003HasTheTag() throws IOException {
    String text =
        "-DOCSTART- -X- -X- O\n\nEve NN B-NP B-PER\nlives NN B-VP O\nin NN B-PP O\nRome NN B-NP B-LOC\n";
    assertThat(lines(text)).containsExactly(ROME);
    assertThat(form(text))
        .isEqualTo("columns separated by blanks, token in column 1, tag in column 4 of 4");
  }

  @Test
  void documentStartIsNoSentenceAndParts() {
    String text = "-DOCSTART-\tO\n\na\tO\n\nb\tO\n\n-DOCSTART-\tO\nc\tO\n# newdoc id = 4\nd\tO\n";
    assertThat(ColumnReader.read(file, text).sentences())
        .extracting(TaggedFile.Sentence::tokens, TaggedFile.Sentence::document)
        .containsExactly(
            tuple(List.of("a"), 1),
            tuple(List.of("b"), 1),
            tuple(List.of("c"), 2),
            tuple(List.of("d"), 3));
  }

  @Test
  void neighboursAreOfTheSameDocument() throws IOException {
    Forms.write(file, "a\tO\n\nb\tO\n\n-DOCSTART-\tO\n\nc\tO\n\nd\tO\n");
    NerCorpus corpus = new NerCorpus(List.of(file), StandardCharsets.UTF_8, TagScheme.AUTO);
    assertThat(corpus.sentences(file, List.of("O"), 2))
        .extracting(TaggedSentence::around)
        .containsExactly(
            List.of(List.of("b")),
            List.of(List.of("a")),
            List.of(List.of("d")),
            List.of(List.of("c")));
  }

  @Test
  void conlluPlusNamesTheColumnOfTheTags() throws IOException {
    String text =
        """
        # global.columns = ID FORM UPOS UA:NER MISC
        # newdoc id = 1
        # text = Eve lives in Rome
        1\tEve\tPROPN\tB-PER\t_
        2\tlives\tVERB\t_\tX-Y
        3-4\tinRome\t_\t_\t_
        3\tin\tADP\t*\t_
        3.1\tout\tADP\tO\t_
        4\tRome\tPROPN\tB-LOC\t_

        # text = So
        1\tSo\tADV\tO\t_
        """;
    assertThat(lines(text)).containsExactly(ROME, "So/O");
    assertThatThrownBy(() -> lines("# global.columns = ID FORM UPOS\n1\tEve\tPROPN\n"))
        .hasMessage(
            file
                + ":1: columns [id, form, upos], expected FORM and one of the tags, such as NER or NE");
  }

  @Test
  void conlluHasTheTagAmongTheFeaturesOfItsLastColumn() throws IOException {
    String other = "\t_\tX\t_\t_\t0\t_\t_\t";
    String text = "1\tEve" + other + "SpaceAfter=No|NER=B-PER\n2\tlives" + other + "_\n";
    assertThat(lines(text)).containsExactly("Eve/B-PER lives/O");
    assertThatThrownBy(() -> lines("1\tEve" + other + "_\n"))
        .hasMessage(
            file
                + ":1: 10 columns of numbered tokens, expected one of tags such as B-LOC, or NER=");
  }

  @Test
  void firstTagOfNumberedTokensCounts() throws IOException {
    // As Universal NER and GermEval 2014 have it, the latter with nested entities last.
    assertThat(lines("# sent_id = 1\n1\tEve\tB-PER\t-\tx\n2\tlives\tO\t-\tx\n"))
        .containsExactly("Eve/B-PER lives/O");
    assertThat(lines("#\thttp://x [2009]\n1\tEve\tB-PER\tO\n2\tRome\tI-PER\tB-LOC\n"))
        .containsExactly("Eve/B-PER Rome/I-PER");
    assertThatThrownBy(() -> lines("1\tEve\tB-PER\n2\tlives\tO\n1\tRome\tB-LOC\n"))
        .hasMessage(
            file + ":3: token 1 after 2, expected 3, or a blank line between two sentences");
  }

  @Test
  void headerNamesTheColumns() throws IOException {
    assertThat(lines("token\ttag\nEve\tB-PER\n")).containsExactly("Eve/B-PER");
    assertThat(lines("id,x\tword\tner\tpos\n1\tEve\tB-PER\tNN\n2\tso\tO\tRB\n"))
        .containsExactly("Eve/B-PER so/O");
    assertThat(form("token\ttag\nEve\tB-PER\n")).endsWith("tag in column 2 of 2, with a header");
    assertThat(lines("tag\tO\nlabel\tO\n")).containsExactly("tag/O label/O");
  }

  @Test
  void languageOfWikiannIsTakenOff() throws IOException {
    String text = "en:Eve\tB-PER\nen:lives\tO\nen:in\tO\nen:Rome\tB-LOC\n";
    assertThat(lines(text)).containsExactly(ROME);
    assertThat(form(text)).isEqualTo("the language 'en:' taken off each token");
    assertThat(lines("zh-min-nan::\tO\nzh-min-nan:\tO\n")).containsExactly(":/O zh-min-nan:/O");
    assertThat(lines("en:Eve\tO\nRome\tO\n")).containsExactly("en:Eve/O Rome/O");
    assertThat(lines("12:30\tO\n12:31\tO\n")).containsExactly("12:30/O 12:31/O");
  }

  @Test
  void linesWithOtherColumnsAreRefused() {
    refused("a\tO\nb O\n", ":2: 'b O', expected a token, one tab, a tag");
    refused("\tO\n", ":1: '\\u0009O', expected a token, one tab, a tag");
    refused("a\tO\na\tb\tO\n", ":2: 'a\\u0009b\\u0009O', expected a token, one tab, a tag");
    refused("Eve\n", ":1: 'Eve', expected a token, one tab, a tag");
    refused(
        "a NN O\nb O\n",
        ":2: 'b O', expected 3 columns separated by blanks, as in the other lines");
    refused("a NN B-NP O\nb NN B-NP LOC\n", ":2: bad tag 'LOC', expected O or B- or I-");
    refused("a O\n#b LOC\n", ":2: bad tag 'LOC', expected O or B- or I-");
    refused("\n \n", ": empty, expected lines of token, tab, tag");
    refused("-DOCSTART- O\n\n", ": empty, expected lines of token, tab, tag");
  }

  private void refused(String text, String message) {
    assertThatThrownBy(() -> lines(text))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file + message);
  }
}

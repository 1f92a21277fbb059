package io.sequent.common.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of others, read by a parser that others keep. */
class MarkdownTest {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "World",
        "a | b",
        "a \\| b",
        "\\",
        "`code`",
        "``",
        "a ``` b",
        "*strong* _and_ ~not~",
        "<script>alert(1)</script>",
        "<!-- x",
        "[click](https://example.org)",
        "![x](y.png)",
        "https://example.org",
        "www.example.org",
        "&lt;b&gt;",
        "$x^2$",
        "@someone",
        "# heading",
        "- item",
        "| --- |",
        "Спорт 体育"
      })
  void textIsShownAsItIs(String text) {
    assertThat(texts(PARSER.parse("x " + Markdown.text(text) + "\n"))).isEqualTo("x " + text);
    assertThat(texts(PARSER.parse("x " + Markdown.code(text) + "\n"))).isEqualTo("x " + text);
    String table =
        new Table("", List.of("name", "n"), List.of(List.of(Markdown.text(text), "1"))).markdown();
    List<String> cells = cells(PARSER.parse(table));
    assertThat(cells).containsExactly("name", "n", text, "1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\r\n\r\n# b", "a\u2028b", "a\u202Eb", "a\u0000b"})
  void breaksAndTurnsOfDirectionAreBlanks(String text) {
    assertThat(Markdown.text(text))
        .startsWith("a ")
        .endsWith("b")
        .doesNotContainPattern("[\\p{Cc}]");
    assertThat(Markdown.code(text)).startsWith("`a ").endsWith("b`").doesNotContain("\u202E");
  }

  /** All text; nothing else may stand there. */
  private static String texts(Node document) {
    StringBuilder texts = new StringBuilder();
    Node paragraph = document.getFirstChild();
    assertThat(paragraph.getNext()).as("one paragraph").isNull();
    for (Node node = paragraph.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Text text) {
        texts.append(text.getLiteral());
      } else if (node instanceof Code code) {
        texts.append(code.getLiteral());
      } else {
        throw new AssertionError(node.toString());
      }
    }
    return texts.toString();
  }

  private static List<String> cells(Node document) {
    List<String> cells = new ArrayList<>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(CustomNode node) {
            if (node instanceof TableCell) {
              StringBuilder text = new StringBuilder();
              for (Node part = node.getFirstChild(); part != null; part = part.getNext()) {
                text.append(((Text) part).getLiteral());
              }
              cells.add(text.toString());
            } else {
              visitChildren(node);
            }
          }
        });
    return cells;
  }
}

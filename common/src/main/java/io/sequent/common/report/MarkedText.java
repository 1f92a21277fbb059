package io.sequent.common.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text with labelled spans, such as the named entities of a sentence.
 *
 * @param tokens words and punctuation
 * @param marks the spans, in order, without overlaps
 */
public record MarkedText(List<String> tokens, List<Mark> marks) {
  private static final Pattern CLOSING = Pattern.compile("[.,;:!?…)\\]}»”]+");

  /**
   * A labelled span.
   *
   * @param label such as {@code PERS}
   * @param begin index of its first token
   * @param end index after its last token
   */
  public record Mark(String label, int begin, int end) {}

  /**
   * Text that stays on one line.
   *
   * @param label empty if it is not marked
   * @param glued whether no space precedes it
   */
  record Piece(String text, String label, boolean glued) {}

  public MarkedText {
    tokens = List.copyOf(tokens);
    marks = List.copyOf(marks);
    int last = 0;
    for (Mark mark : marks) {
      if (mark.begin() < last || mark.end() <= mark.begin() || mark.end() > tokens.size()) {
        throw new IllegalArgumentException(
            mark + " in " + tokens.size() + " tokens, the one before ending at " + last);
      }
      last = mark.end();
    }
  }

  /** For the console: spans in brackets, each with its label. */
  public String render() {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces()) {
      text.append(piece.glued() ? "" : " ");
      text.append(
          piece.label().isEmpty() ? piece.text() : "[" + piece.text() + " " + piece.label() + "]");
    }
    return text.toString();
  }

  /**
   * Several texts, one below the other, with a colour for each label.
   *
   * @return an image as wide as a chart; empty where Java cannot draw text, see {@link Pictures}
   */
  public static Optional<BufferedImage> image(List<MarkedText> texts) {
    return Pictures.drawable("marked text")
        ? Optional.of(new MarkedTextDrawing(texts).image())
        : Optional.empty();
  }

  /** The text in pieces: words, and spans as a whole. */
  List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    int token = 0;
    for (Mark mark : marks) {
      addWords(token, mark.begin(), pieces);
      pieces.add(new Piece(joined(mark.begin(), mark.end()), mark.label(), pieces.isEmpty()));
      token = mark.end();
    }
    addWords(token, tokens.size(), pieces);
    return pieces;
  }

  private void addWords(int begin, int end, List<Piece> pieces) {
    for (int i = begin; i < end; i++) {
      pieces.add(new Piece(tokens.get(i), "", pieces.isEmpty() || closes(tokens.get(i))));
    }
  }

  private String joined(int begin, int end) {
    StringBuilder text = new StringBuilder(tokens.get(begin));
    for (String token : tokens.subList(begin + 1, end)) {
      text.append(closes(token) ? "" : " ").append(token);
    }
    return text.toString();
  }

  private static boolean closes(String token) {
    return CLOSING.matcher(token).matches();
  }
}

package io.sequent.common.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text in which some stretches have a label, such as the named entities of a sentence.
 *
 * @param tokens words and punctuation
 * @param marks the stretches, in order, none reaching into another
 */
public record MarkedText(List<String> tokens, List<Mark> marks) {
  private static final Pattern CLOSING = Pattern.compile("[.,;:!?…)\\]}»”]+");

  /**
   * A stretch with a label.
   *
   * @param label such as {@code PERS}
   * @param begin its first token, counted from 0
   * @param end the token after its last
   */
  public record Mark(String label, int begin, int end) {}

  /**
   * Some tokens that are written without a break.
   *
   * @param label empty if they are not marked
   * @param glued whether no blank stands before them
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

  /** For the console: marked stretches in brackets, each with its label. */
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
   * @return as wide as a chart; empty where Java draws no text, as for {@link Pictures}
   */
  public static Optional<BufferedImage> image(List<MarkedText> texts) {
    return Pictures.drawable("marked text")
        ? Optional.of(new MarkedTextDrawing(texts).image())
        : Optional.empty();
  }

  /** What is written one after the other: a word, or a marked stretch as a whole. */
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

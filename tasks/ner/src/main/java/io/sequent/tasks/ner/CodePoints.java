package io.sequent.tasks.ner;

/** A text whose places are counted in code points, as Python and BRAT count them. */
final class CodePoints {
  private final String text;

  /** The place of each code point in UTF-16 code units, and that of the end. */
  private final int[] places;

  CodePoints(String text) {
    this.text = text;
    int length = text.codePointCount(0, text.length());
    places = new int[length + 1];
    for (int i = 0; i < length; i++) {
      places[i + 1] = places[i] + Character.charCount(text.codePointAt(places[i]));
    }
  }

  String text() {
    return text;
  }

  /** The number of code points. */
  int length() {
    return places.length - 1;
  }

  /** Whether there is at least one code point between two places, and both are in the text. */
  boolean has(long begin, long end) {
    return begin >= 0 && begin < end && end <= length();
  }

  /** A place in UTF-16 code units, 0 to the length of the text. */
  int utf16(long place) {
    return places[Math.toIntExact(place)];
  }
}

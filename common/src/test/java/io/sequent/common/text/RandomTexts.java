package io.sequent.common.text;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts of letters, marks and what is strange in Unicode, the same each time. */
final class RandomTexts {
  private static final List<String> PIECES =
      List.of(
          " ",
          "\t",
          "\n",
          "\u00A0",
          "\u2028",
          "\u3000",
          "\u200B",
          "\u0000",
          "\u007F",
          "'",
          "\u2019",
          "\u02BC",
          ".",
          ",",
          "-",
          "_",
          "#",
          "@",
          "&",
          "<",
          ">",
          "&lt;",
          "#39;",
          "http://",
          "www.",
          "İ",
          "ß",
          "Σ",
          "ё",
          "ґ",
          "e\u0301",
          "\u0301",
          "\u200D",
          "\uFE0F",
          "\uD83D",
          "\uDE00",
          "😀",
          "👨‍👩‍👧",
          "🇺🇦",
          "1️⃣",
          "©",
          "½",
          "٣",
          "漢",
          "𝒶",
          "\uFDD0",
          "\uFDD1",
          "\uFDD2",
          "\uFFFF",
          "«",
          "—",
          "don't",
          "об'єкт",
          "ooo",
          "𝒶𝒶𝒶",
          "The",
          "2024",
          "<url>");

  private RandomTexts() {}

  static List<String> some(int count) {
    Random random = new Random(7);
    return IntStream.range(0, count).mapToObj(i -> one(random)).toList();
  }

  private static String one(Random random) {
    return random
        .ints(random.nextInt(30), 0, PIECES.size() * 2)
        .mapToObj(
            i ->
                i < PIECES.size()
                    ? PIECES.get(i)
                    : String.valueOf((char) random.nextInt(i % 2 == 0 ? 0x80 : 0x10000)))
        .collect(Collectors.joining());
  }
}

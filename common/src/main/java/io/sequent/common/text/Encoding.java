package io.sequent.common.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Repairs UTF-8 that was decoded as ISO 8859-1 or Windows-1252, {@code Ã©} for é. */
final class Encoding {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /** The characters that continuation bytes, 80 to BF, were decoded as. */
  private static final String NEXT = "[\\x80-\\xBF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]";

  /** A character of two, three or four bytes. */
  private static final Pattern MISREAD =
      Pattern.compile(
          "[\\xC2-\\xDF]%1$s|[\\xE0-\\xEF]%1$s{2}|[\\xF0-\\xF4]%1$s{3}".formatted(NEXT));

  private Encoding() {}

  /** The text with each misread character repaired; the rest is unchanged. */
  static String repair(String text) {
    return MISREAD.matcher(text).replaceAll(Encoding::character);
  }

  private static String character(MatchResult misread) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (char letter : misread.group().toCharArray()) {
      bytes.write(letter <= 0xFF ? letter : String.valueOf(letter).getBytes(WINDOWS)[0]);
    }
    String character = bytes.toString(StandardCharsets.UTF_8);
    // Bytes that encode no character, such as E0 80 80, are left alone.
    return Matcher.quoteReplacement(character.contains("\uFFFD") ? misread.group() : character);
  }
}

package io.sequent.common.text;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;

/**
 * Resolves remnants of HTML in a text. News feeds are full of them: tags in escaped brackets,
 * character references without their ampersand ({@code it #39;s}), backslashes in place of line
 * breaks.
 */
final class HtmlRemnants {
  /** A character reference without its ampersand. */
  private static final Pattern TRUNCATED =
      Pattern.compile("(?<![&\\w])(#\\d{2,5}|quot|amp|lt|gt|nbsp);");

  /** The space before an ending that belongs to the previous word. */
  private static final Pattern APOSTROPHE =
      Pattern.compile("(?<=\\w) (?=&#39;(s|t|re|ve|ll|d|m)\\b)");

  private HtmlRemnants() {}

  /** The text without tags, references resolved, white space collapsed to single spaces. */
  public static String strip(String text) {
    String whole = TRUNCATED.matcher(text).replaceAll("&$1;").replace('\\', ' ');
    String joined = APOSTROPHE.matcher(whole).replaceAll("");
    return Jsoup.parse(Parser.unescapeEntities(joined, false)).text();
  }
}

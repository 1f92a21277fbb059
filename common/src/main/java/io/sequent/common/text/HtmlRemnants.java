package io.sequent.common.text;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;

/**
 * Turns what is left of HTML in a text into what it stands for. News feeds are full of it: tags in
 * escaped brackets ({@code &lt;b&gt;}), references that have lost their ampersand ({@code it
 * #39;s}), backslashes in the place of line breaks.
 */
public final class HtmlRemnants {
  /** A reference without its ampersand, with the space that often stands in its place. */
  private static final Pattern LAME =
      Pattern.compile("(?<![&\\w])(#\\d{2,5}|quot|amp|lt|gt|nbsp);");

  /** What belongs to the word before it. */
  private static final Pattern APOSTROPHE =
      Pattern.compile("(?<=\\w) (?=&#39;(s|t|re|ve|ll|d|m)\\b)");

  private HtmlRemnants() {}

  /** The text without tags, references resolved, white space made single spaces. */
  public static String strip(String text) {
    String whole = LAME.matcher(text).replaceAll("&$1;").replace('\\', ' ');
    String joined = APOSTROPHE.matcher(whole).replaceAll("");
    return Jsoup.parse(Parser.unescapeEntities(joined, false)).text();
  }
}

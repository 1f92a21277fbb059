package io.sequent.common.report;

import java.util.regex.Pattern;

/** Texts of others, such as names of classes and files, within Markdown as GitHub reads it. */
public final class Markdown {
  /** Signs that could begin or end something, links that need no sign, and mentions. */
  private static final Pattern SIGNS =
      Pattern.compile("[\\\\`*_\\[\\]<>|#&~!$@{}]|:(?=//)|(?<=[wW]{3})\\.");

  /** Breaks and other control characters, and those that turn the direction of what follows. */
  private static final Pattern CONTROLS =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+");

  private static final Pattern BACKTICKS = Pattern.compile("`+");

  private Markdown() {}

  /**
   * A text on one line that is shown as it is, also in the cell of a table: signs that Markdown
   * would read are written as character references.
   */
  public static String text(String text) {
    return SIGNS
        .matcher(inOneLine(text))
        .replaceAll(sign -> "&#" + (int) sign.group().charAt(0) + ";");
  }

  /**
   * A text on one line as code, not for the cell of a table: between more backticks than it has in
   * a row itself.
   */
  public static String code(String text) {
    String line = inOneLine(text);
    int longest =
        BACKTICKS.matcher(line).results().mapToInt(run -> run.group().length()).max().orElse(0);
    String fence = "`".repeat(longest + 1);
    boolean padded =
        line.isBlank() || line.startsWith("`") || line.endsWith("`") || line.startsWith(" ");
    return padded ? fence + " " + line + " " + fence : fence + line + fence;
  }

  private static String inOneLine(String text) {
    return CONTROLS.matcher(text).replaceAll(" ");
  }
}

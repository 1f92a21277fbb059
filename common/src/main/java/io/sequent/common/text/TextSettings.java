package io.sequent.common.text;

import io.sequent.common.config.Setting;
import java.util.List;

/** Settings of the steps that turn a text into words. */
public final class TextSettings {
  public static final Setting<Boolean> REPAIR_ENCODING =
      Setting.flag(
          "repair-encoding", false, "repair UTF-8 that was decoded as Latin-1 or Windows-1252");
  public static final Setting<Boolean> STRIP_HTML =
      Setting.flag(
          "strip-html",
          false,
          "resolve remnants of HTML, such as #39; and &lt;b&gt;, before the text is split into words");
  public static final Setting<Treatment> URLS =
      Setting.choice(
          "urls", Treatment.KEEP, "web addresses: keep, replace by <url> (mark), or drop");
  public static final Setting<Treatment> USERS =
      Setting.choice(
          "users", Treatment.KEEP, "user names after @: keep, replace by <user> (mark), or drop");
  public static final Setting<HashtagTreatment> HASHTAGS =
      Setting.choice(
          "hashtags",
          HashtagTreatment.KEEP,
          "hashtags: keep, split into their words without the sign, or drop");
  public static final Setting<Treatment> EMOJI =
      Setting.choice("emoji", Treatment.KEEP, "emoji: keep, replace by <emoji> (mark), or drop");
  public static final Setting<Elongations> ELONGATIONS =
      Setting.choice(
          "elongations",
          Elongations.KEEP,
          "letters repeated three or more times: keep, or shorten to two");
  public static final Setting<LetterCase> CASE =
      Setting.choice("case", LetterCase.LOWER, "capital letters: convert to lower case, or keep");
  public static final Setting<Punctuation> PUNCTUATION =
      Setting.choice(
          "punctuation",
          Punctuation.DELETE,
          "punctuation: delete it (ASCII only), split off each mark as a word, or replace it by a blank");
  public static final Setting<Treatment> NUMBERS =
      Setting.choice(
          "numbers",
          Treatment.KEEP,
          "words of digits only: keep, replace by <number> (mark), or drop");
  public static final Setting<Language> STOP_WORDS =
      Setting.choice("stop-words", Language.NONE, "drop the stop words of a language");
  public static final Setting<Language> STEMS =
      Setting.choice(
          "stems",
          Language.NONE,
          "replace words by their stems, in Ukrainian by their lemmas, in lower case");

  private TextSettings() {}

  /** All, in the order in which their steps run. */
  static List<Setting<?>> all() {
    return List.of(
        REPAIR_ENCODING,
        STRIP_HTML,
        URLS,
        USERS,
        HASHTAGS,
        EMOJI,
        ELONGATIONS,
        CASE,
        PUNCTUATION,
        NUMBERS,
        STOP_WORDS,
        STEMS);
  }

  /** The treatment of an item that is found in a text. */
  public enum Treatment {
    KEEP,
    /** Replaced by a special word, the same for each occurrence. */
    MARK,
    DROP
  }
}

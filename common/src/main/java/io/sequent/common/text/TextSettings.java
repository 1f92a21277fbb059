package io.sequent.common.text;

import io.sequent.common.config.Setting;
import java.util.List;

/** Settings of how a text becomes words. */
public final class TextSettings {
  public static final Setting<Boolean> REPAIR_ENCODING =
      Setting.flag(
          "repair-encoding", false, "put UTF-8 right that was read as Latin-1 or Windows-1252");
  public static final Setting<Boolean> STRIP_HTML =
      Setting.flag(
          "strip-html",
          false,
          "resolve what is left of HTML, such as #39; and &lt;b&gt;, before words are told");
  public static final Setting<Treatment> URLS =
      Setting.choice("urls", Treatment.KEEP, "web addresses: keep, make <url>, or drop");
  public static final Setting<Treatment> USERS =
      Setting.choice("users", Treatment.KEEP, "names after @: keep, make <user>, or drop");
  public static final Setting<HashtagTreatment> HASHTAGS =
      Setting.choice(
          "hashtags",
          HashtagTreatment.KEEP,
          "hashtags: keep, split into their words without the sign, or drop");
  public static final Setting<Treatment> EMOJI =
      Setting.choice("emoji", Treatment.KEEP, "emoji: keep, make <emoji>, or drop");
  public static final Setting<Elongations> ELONGATIONS =
      Setting.choice(
          "elongations",
          Elongations.KEEP,
          "letters repeated three times or more: keep, or shorten to two");
  public static final Setting<LetterCase> CASE =
      Setting.choice("case", LetterCase.LOWER, "capital letters: make lower case, or keep");
  public static final Setting<Punctuation> PUNCTUATION =
      Setting.choice(
          "punctuation",
          Punctuation.DELETE,
          "punctuation: delete that of ASCII, split off each mark as a word, or make it blank");
  public static final Setting<Treatment> NUMBERS =
      Setting.choice(
          "numbers", Treatment.KEEP, "words of digits alone: keep, make <number>, or drop");
  public static final Setting<Language> STOP_WORDS =
      Setting.choice("stop-words", Language.NONE, "drop the stop words of a language");
  public static final Setting<Language> STEMS =
      Setting.choice(
          "stems",
          Language.NONE,
          "words become their stems, Ukrainian ones their lemmas, in lower case");

  private TextSettings() {}

  /** All, in the order in which they work. */
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
}

package io.sequent.common.text;

/** A language whose stop words and stems are known, or none. */
public enum Language {
  NONE,
  ENGLISH,
  UKRAINIAN,
  RUSSIAN
}

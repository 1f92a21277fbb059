package io.sequent.common.text;

/** A language with stop words and stems, or none. */
enum Language {
  NONE,
  ENGLISH,
  UKRAINIAN,
  RUSSIAN
}

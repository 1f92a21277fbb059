package io.sequent.common.text;

/** What becomes of a letter that is repeated three times or more. */
public enum Elongations {
  KEEP,
  /** It stands twice. */
  SHORTEN
}

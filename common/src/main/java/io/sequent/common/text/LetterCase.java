package io.sequent.common.text;

/** What becomes of capital letters. */
public enum LetterCase {
  LOWER,
  KEEP
}

package io.sequent.common.text;

/** The treatment of capital letters. */
enum LetterCase {
  LOWER,
  KEEP
}

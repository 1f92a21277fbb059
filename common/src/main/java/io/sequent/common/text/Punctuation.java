package io.sequent.common.text;

/** What becomes of punctuation and symbols, and with it where words end. */
public enum Punctuation {
  /** That of ASCII vanishes; words end at white space alone. */
  DELETE,
  /** Each mark is a word. */
  SPLIT,
  /** Marks separate words as white space does. */
  BLANK
}

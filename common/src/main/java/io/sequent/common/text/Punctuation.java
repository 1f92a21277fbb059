package io.sequent.common.text;

/** The treatment of punctuation and symbols, and with it the boundaries of words. */
enum Punctuation {
  /** ASCII punctuation is deleted; words end only at white space. */
  DELETE,
  /** Each mark is a word. */
  SPLIT,
  /** Marks separate words as white space does. */
  BLANK
}

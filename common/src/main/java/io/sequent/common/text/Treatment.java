package io.sequent.common.text;

/** The treatment of an item that is found in a text. */
public enum Treatment {
  KEEP,
  /** Replaced by a special word, the same for each occurrence. */
  MARK,
  DROP
}

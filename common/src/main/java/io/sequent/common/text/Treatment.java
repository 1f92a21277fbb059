package io.sequent.common.text;

/** What becomes of something that is found in a text. */
public enum Treatment {
  KEEP,
  /** A special word stands in its place, the same for each occurrence. */
  MARK,
  DROP
}

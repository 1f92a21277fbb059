package io.sequent.common.text;

/** What becomes of hashtags. */
public enum HashtagTreatment {
  KEEP,
  /** The words that a tag is put together from stand in its place, without the sign. */
  SPLIT,
  DROP
}

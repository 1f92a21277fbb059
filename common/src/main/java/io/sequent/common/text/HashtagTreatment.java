package io.sequent.common.text;

/** The treatment of hashtags. */
enum HashtagTreatment {
  KEEP,
  /** Replaced by the words that the tag consists of, without the sign. */
  SPLIT,
  DROP
}

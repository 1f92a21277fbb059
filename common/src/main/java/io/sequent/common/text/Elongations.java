package io.sequent.common.text;

/** The treatment of a letter that is repeated three or more times. */
enum Elongations {
  KEEP,
  /** Reduced to two. */
  SHORTEN
}

package io.sequent.tasks.textgen;

/** Which characters of a text are kept. */
enum Characters {
  /** Whatever there is. */
  ALL,
  /** No control characters but line breaks and tabs. */
  PRINTABLE
}

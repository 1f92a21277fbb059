package io.sequent.tasks.textgen;

/** Where the validation part lies in the text before the test. */
enum ValidationPart {
  /** Right before the test: training ends well ahead of it, as for a text yet to be written. */
  END,
  /** At the beginning of the text: training goes up to the test, as in published figures. */
  START
}

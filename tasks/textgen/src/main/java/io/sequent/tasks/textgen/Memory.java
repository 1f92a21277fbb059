package io.sequent.tasks.textgen;

/** The state in which a network starts a window. */
enum Memory {
  /** An empty state: windows are independent and come in any order. */
  WINDOW,
  /** The state after the window before: windows follow each other, in training and evaluation. */
  CARRIED
}

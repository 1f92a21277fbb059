package io.sequent.tasks.textgen;

/** What a network remembers where a window begins. */
enum Memory {
  /** Nothing: windows are read in any order, each for itself. */
  WINDOW,
  /** What it read before: windows follow on each other, in training and when it is judged. */
  CARRIED
}

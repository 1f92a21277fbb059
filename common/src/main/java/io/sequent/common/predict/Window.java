package io.sequent.common.predict;

/**
 * How much is read before it is predicted for: enough to put inputs of similar length together, and
 * little enough for memory.
 */
final class Window {
  private static final int INPUTS = 2048;
  private static final int CHARACTERS = 1 << 20;

  private int inputs;
  private long characters;

  void add(int length) {
    inputs++;
    characters += length;
  }

  boolean isFull() {
    return inputs >= INPUTS || characters >= CHARACTERS;
  }
}

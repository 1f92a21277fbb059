package io.sequent.common.classify;

/** The kinds of networks that classify texts. */
enum TextModel {
  /** Logistic regression on weighted n-grams: what every network has to beat. */
  LINEAR(true),
  /** Dense layers on weighted n-grams. */
  BOW(true),
  /** Dense layers on pooled word vectors. */
  EMBEDDING(false),
  /** Convolutions of several widths over word vectors. */
  CNN(false),
  /** Recurrent layers over word vectors. */
  RNN(false),
  /** A convolution and a maximum over short windows before recurrent layers. */
  HYBRID(false),
  /** A transformer's encoder over word vectors. */
  TRANSFORMER(false);

  private final boolean bag;

  TextModel(boolean bag) {
    this.bag = bag;
  }

  /** Whether a text is a bag of n-grams to it; else it is a sequence of words. */
  public boolean readsBag() {
    return bag;
  }
}

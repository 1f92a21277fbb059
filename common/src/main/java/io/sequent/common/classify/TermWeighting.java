package io.sequent.common.classify;

/** What a term in a text counts. */
public enum TermWeighting {
  /** How often it occurs. */
  COUNTS {
    @Override
    double weight(int count, int documents, int documentFrequency) {
      return count;
    }
  },
  /** One, however often it occurs. */
  BINARY {
    @Override
    double weight(int count, int documents, int documentFrequency) {
      return 1;
    }
  },
  /**
   * {@code (1 + ln count) (ln((1 + documents) / (1 + document frequency)) + 1)}, each text brought
   * to length one: scikit-learn's {@code TfidfVectorizer} with sublinear term frequency.
   */
  TF_IDF {
    @Override
    double weight(int count, int documents, int documentFrequency) {
      double inverse = Math.log((1.0 + documents) / (1.0 + documentFrequency)) + 1;
      return (1 + Math.log(count)) * inverse;
    }

    @Override
    boolean normalises() {
      return true;
    }
  };

  /**
   * The weight of a term.
   *
   * @param count how often it occurs in the text, at least 1
   * @param documents how many training texts there are
   * @param documentFrequency how many of them have the term
   */
  abstract double weight(int count, int documents, int documentFrequency);

  /** Whether the weights of a text are divided by the root of the sum of their squares. */
  boolean normalises() {
    return false;
  }
}

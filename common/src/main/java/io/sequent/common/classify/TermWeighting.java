package io.sequent.common.classify;

/** What a term in a text counts: what its occurrences do, times a factor of the term. */
enum TermWeighting {
  /** How often it occurs. */
  COUNTS(false) {
    @Override
    double occurrences(int count) {
      return count;
    }
  },
  /** One, however often it occurs. */
  BINARY(false),
  /**
   * {@code (1 + ln count) (ln((1 + documents) / (1 + document frequency)) + 1)}, each text brought
   * to length one: scikit-learn's {@code TfidfVectorizer} with sublinear term frequency.
   */
  TF_IDF(true) {
    @Override
    double occurrences(int count) {
      return 1 + Math.log(count);
    }

    @Override
    double factor(TermCounts counts, int term) {
      return Math.log((1.0 + counts.documents()) / (1.0 + counts.frequency(term))) + 1;
    }
  },
  /**
   * The largest log-count ratio {@code |ln (p/‖p‖₁) / (q/‖q‖₁)|} of a class, however often the term
   * occurs, each text brought to length one. {@code p} is one more than the number of texts of the
   * class that have the term, {@code q} that of all others (Wang and Manning 2012, section 2.1,
   * where there are two classes).
   */
  NAIVE_BAYES(true) {
    @Override
    double factor(TermCounts counts, int term) {
      return counts.largestLogRatio(term);
    }
  };

  private final boolean normalises;

  TermWeighting(boolean normalises) {
    this.normalises = normalises;
  }

  /** The weight of a number of occurrences in one text, at least 1. */
  double occurrences(int count) {
    return 1;
  }

  /** What the term counts by what the training texts show. */
  double factor(TermCounts counts, int term) {
    return 1;
  }

  /** Whether the weights of a text are divided by the root of the sum of their squares. */
  boolean normalises() {
    return normalises;
  }
}

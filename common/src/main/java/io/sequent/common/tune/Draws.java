package io.sequent.common.tune;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Configurations drawn at random, evenly over each domain, without repetition. */
final class Draws {
  /** A space is considered exhausted after this many draws without a new configuration. */
  private static final int MAX_TRIES = 1000;

  private final Space space;
  private final Random random;
  private final Set<Map<String, String>> drawn = new LinkedHashSet<>();
  private boolean exhausted;

  Draws(Space space, long seed) {
    this.space = space;
    this.random = new Random(seed);
  }

  /** The first configurations of the sequence given by the seed; fewer if there are no more. */
  List<Map<String, String>> first(int count) {
    while (drawn.size() < count && !exhausted) {
      exhausted = !drawOne();
    }
    return drawn.stream().limit(count).toList();
  }

  private boolean drawOne() {
    for (int i = 0; i < MAX_TRIES; i++) {
      if (drawn.add(of(space, random))) {
        return true;
      }
    }
    return false;
  }

  /** A single draw. */
  static Map<String, String> of(Space space, Random random) {
    return space.values(dimension -> dimension.domain().at(random.nextDouble()));
  }
}

package io.sequent.common.tune;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Configurations drawn at random, evenly over each domain, none of them twice. */
final class Draws {
  /** A space in which so many draws bring nothing new is taken as exhausted. */
  private static final int TRIES = 1000;

  private final Space space;
  private final Random random;
  private final Set<Map<String, String>> drawn = new LinkedHashSet<>();
  private boolean exhausted;

  Draws(Space space, long seed) {
    this.space = space;
    this.random = new Random(seed);
  }

  /** The first so many of the sequence that follows from the seed; fewer if there are no more. */
  List<Map<String, String>> first(int count) {
    while (drawn.size() < count && !exhausted) {
      exhausted = !drawOne();
    }
    return drawn.stream().limit(count).toList();
  }

  private boolean drawOne() {
    for (int i = 0; i < TRIES; i++) {
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

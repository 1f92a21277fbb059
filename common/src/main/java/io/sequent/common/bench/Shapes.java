package io.sequent.common.bench;

import java.util.List;
import java.util.stream.Stream;

/** The shapes that are timed, the same on every machine. */
public final class Shapes {
  private Shapes() {}

  public static List<Measurement> all() {
    return Stream.concat(TrainingShapes.all().stream(), GenerationShapes.all().stream())
        .<Measurement>map(shape -> shape)
        .toList();
  }
}

package io.sequent.common.bench;

import java.util.List;
import java.util.stream.Stream;

/** The networks that are timed, the same on every machine. */
final class Shapes {
  private Shapes() {}

  static List<Measurement> all() {
    return Stream.concat(TrainingShapes.all().stream(), GenerationShapes.all().stream())
        .<Measurement>map(shape -> shape)
        .toList();
  }
}

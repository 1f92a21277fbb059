package io.sequent.common.tune;

import io.sequent.common.report.Charts;
import io.sequent.common.report.Charts.Axis;
import io.sequent.common.report.Picture;
import io.sequent.common.study.results.Figures;
import java.util.ArrayList;
import java.util.List;

/** The pictures of a search. */
final class SearchPictures {
  /** More lines cannot be distinguished; the best are drawn. */
  private static final int MAX_LINES = 200;

  private final SearchResults results;
  private final String objective;

  SearchPictures(SearchResults results) {
    this.results = results;
    this.objective = "validation " + results.search().space().objective();
  }

  /** The objective over the trials. */
  Picture trials() {
    double[] figures = results.trials().stream().mapToDouble(TrialResult::objective).toArray();
    return new Picture(
        "trials",
        Charts.search(
            results.search().space().title(),
            objective,
            figures,
            results.search().lowerIsBetter()));
  }

  /** All configurations over all settings and the objective. */
  Picture configurations() {
    List<TrialResult> shown = results.configurations();
    shown = shown.subList(0, Math.min(MAX_LINES, shown.size()));
    double least = shown.stream().mapToDouble(TrialResult::objective).min().orElse(0);
    double most = shown.stream().mapToDouble(TrialResult::objective).max().orElse(1);
    List<Axis> axes = new ArrayList<>();
    for (Dimension dimension : results.search().space().dimensions()) {
      axes.add(axis(dimension));
    }
    axes.add(new Axis(objective, Figures.number(least), Figures.number(most)));
    List<double[]> lines = new ArrayList<>();
    for (TrialResult result : shown) {
      lines.add(line(result, least, most));
    }
    return new Picture(
        "parallel-coordinates",
        Charts.parallelCoordinates(results.search().space().title(), axes, lines));
  }

  private static Axis axis(Dimension dimension) {
    Domain domain = dimension.domain();
    if (domain instanceof Choices choices && choices.count() > 2) {
      return new Axis(dimension.name(), choices.at(0) + ", …", choices.at(1));
    }
    return new Axis(dimension.name(), domain.at(0), domain.at(1));
  }

  private double[] line(TrialResult result, double least, double most) {
    List<Dimension> dimensions = results.search().space().dimensions();
    double[] line = new double[dimensions.size() + 1];
    for (int i = 0; i < dimensions.size(); i++) {
      Domain domain = dimensions.get(i).domain();
      String value = result.trial().proposal().values().get(dimensions.get(i).name());
      line[i] = value == null ? Double.NaN : onAxis(domain, value);
    }
    line[dimensions.size()] = most > least ? (result.objective() - least) / (most - least) : 0.5;
    return line;
  }

  /** Positions are the middles of values; on an axis the first value is at its end. */
  private static double onAxis(Domain domain, String value) {
    double position = domain.position(value);
    long count = domain.count();
    if (count == 1) {
      return 0.5;
    }
    return count == 0 ? position : (position * count - 0.5) / (count - 1);
  }

  /** The objective over the values of each setting. */
  List<Picture> effects() {
    return results.search().space().dimensions().stream()
        .map(dimension -> Effect.of(dimension, results.configurations()))
        .filter(effect -> !effect.points().isEmpty())
        .map(this::effect)
        .toList();
  }

  private Picture effect(Effect effect) {
    Dimension dimension = effect.dimension();
    List<Effect.Bin> bins = effect.bins();
    return new Picture(
        "effect-" + dimension.name(),
        Charts.effect(
            dimension.name(),
            objective,
            scale(dimension),
            effect.points().stream().mapToDouble(p -> x(dimension, p.value())).toArray(),
            effect.points().stream().mapToDouble(Effect.Point::objective).toArray(),
            bins.stream()
                .mapToDouble(bin -> x(dimension, dimension.domain().at(bin.position())))
                .toArray(),
            bins.stream().mapToDouble(Effect.Bin::mean).toArray()));
  }

  private static Charts.Scale scale(Dimension dimension) {
    return dimension.domain() instanceof Range range
        ? new Charts.Scale(
            dimension.name(),
            range.low().doubleValue(),
            range.high().doubleValue(),
            range.log(),
            List.of())
        : Charts.Scale.of(dimension.name(), dimension.domain().values());
  }

  private static double x(Dimension dimension, String value) {
    return dimension.domain() instanceof Choices choices
        ? choices.values().indexOf(value)
        : Double.parseDouble(value);
  }
}

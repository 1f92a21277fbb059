package io.sequent.common.serve;

import io.sequent.common.UserError;
import io.sequent.common.predict.Input;
import io.sequent.common.predict.Inputs;
import io.sequent.common.predict.Prediction;
import io.sequent.common.predict.Predictor;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sources of inputs, and the predictor that is to predict for them. What is predicted for one
 * source does not depend on the others.
 *
 * @param <I> the input of the predictor
 * @param <O> what it predicts
 */
final class Work<I, O extends Prediction> {
  private final Predictor<I, O> predictor;
  private final List<List<I>> sources;

  private Work(Predictor<I, O> predictor, List<List<I>> sources) {
    this.predictor = predictor;
    this.sources = sources;
  }

  /**
   * Texts, each a source.
   *
   * @throws UserError for a text in another form
   */
  static <I, O extends Prediction> Work<I, O> ofTexts(
      Predictor<I, O> predictor, List<String> texts) {
    List<List<I>> sources = new ArrayList<>();
    for (String text : texts) {
      try {
        sources.add(List.of(predictor.input(text)));
      } catch (UserError e) {
        String place = texts.size() > 1 ? "inputs[" + sources.size() + "]: " : "";
        throw new UserError(place + e.getMessage(), e);
      }
    }
    return new Work<>(predictor, sources);
  }

  /**
   * A file, a source by itself.
   *
   * @throws UserError for a file in another form
   * @throws Refusal for more inputs, or longer ones, than a request may have
   */
  static <I, O extends Prediction> Work<I, O> ofFile(
      Predictor<I, O> predictor, Path file, Charset encoding, ServeOptions limits)
      throws IOException {
    List<I> all = new ArrayList<>();
    try (Inputs<I> inputs = predictor.open(file, encoding)) {
      for (List<Input<I>> part = inputs.next(); part != null; part = inputs.next()) {
        for (Input<I> input : part) {
          all.add(input.value());
          requireShort(input, limits.maxLength());
        }
        if (all.size() > limits.maxTexts()) {
          throw new Refusal(
              Refusal.TOO_LARGE, "the file has more than %d inputs".formatted(limits.maxTexts()));
        }
      }
    }
    return new Work<>(predictor, List.of(all));
  }

  private static void requireShort(Input<?> input, int most) {
    for (String cell : input.cells()) {
      if (cell.length() > most) {
        throw new Refusal(
            Refusal.TOO_LARGE,
            "an input of %d characters, expected at most %d".formatted(cell.length(), most));
      }
    }
  }

  /**
   * Several as one.
   *
   * @param works at least one, all of which {@link #joins join}
   */
  static Work<?, ?> joined(List<Work<?, ?>> works) {
    return works.get(0).joinedTo(works);
  }

  private Work<I, O> joinedTo(List<Work<?, ?>> works) {
    return new Work<>(predictor, sourcesOf(works));
  }

  @SuppressWarnings("unchecked") // One predictor has one type of inputs.
  private List<List<I>> sourcesOf(List<Work<?, ?>> works) {
    List<List<I>> all = new ArrayList<>();
    works.forEach(work -> all.addAll(((Work<I, O>) work).sources));
    return all;
  }

  /** The number of inputs. */
  int size() {
    return sources.stream().mapToInt(List::size).sum();
  }

  /** Whether both can be predicted for together. */
  boolean joins(Work<?, ?> other) {
    return predictor == other.predictor;
  }

  /**
   * Predicts for several together. Where an input is one that the models cannot take, the source
   * that has it fails, and no other.
   *
   * @param others that {@link #joins join} this one
   * @return for each of the others the outcomes of its sources
   */
  List<List<Outcome>> predictWith(List<Work<?, ?>> others) {
    List<List<I>> all = sourcesOf(others);
    List<Outcome> outcomes;
    try {
      outcomes = predictor.predictApart(all).stream().map(Outcome::of).toList();
    } catch (UserError e) {
      outcomes = all.size() == 1 ? List.of(Outcome.failed(e)) : each(all).toList();
    }
    return Predictor.parts(outcomes, others.stream().map(other -> other.sources).toList());
  }

  private Stream<Outcome> each(List<List<I>> all) {
    return all.stream()
        .map(
            source -> {
              try {
                return Outcome.of(predictor.predict(source));
              } catch (UserError e) {
                return Outcome.failed(e);
              }
            });
  }
}

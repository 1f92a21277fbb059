package io.sequent.common.predict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Leads inputs through a model: each part of a source is predicted for as soon as it is there. */
public final class PredictionPipe {
  private PredictionPipe() {}

  /**
   * Predicts for all inputs.
   *
   * @param progress told after each part how many inputs there were
   * @throws io.sequent.common.UserError for an input in another form
   */
  public static <I, O extends Prediction> void run(
      Predictor<I, O> predictor, Inputs<I> inputs, PredictionSink sink, LongConsumer progress)
      throws IOException {
    long count = 0;
    for (List<Input<I>> part = inputs.next(); part != null; part = inputs.next()) {
      List<O> predictions = predictor.predict(part.stream().map(Input::value).toList());
      for (int i = 0; i < predictions.size(); i++) {
        sink.write(part.get(i), predictions.get(i));
      }
      sink.flush();
      count += part.size();
      progress.accept(count);
    }
  }

  /** The predictions for some lines, in order. */
  public static <I, O extends Prediction> List<O> of(
      Predictor<I, O> predictor, List<String> lines) {
    InputReader<I> reader = predictor.reader();
    List<O> predictions = new ArrayList<>(predictor.predict(reader.read(lines)));
    reader.end();
    return predictions;
  }
}

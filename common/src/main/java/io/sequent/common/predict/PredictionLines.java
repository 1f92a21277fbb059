package io.sequent.common.predict;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Predicts for lines of text. */
public final class PredictionLines {
  private PredictionLines() {}

  /**
   * Predicts for each input as soon as its lines are there and writes a line of JSON for each
   * prediction; generated text is written as it comes, as text.
   *
   * @throws io.sequent.common.UserError for a line in another form
   */
  public static <I, O extends Prediction> void write(
      Predictor<I, O> predictor, BufferedReader input, PrintStream output) throws IOException {
    InputReader<I> reader = predictor.reader();
    List<String> lines = reader.needsLines() ? InputLines.next(input) : List.of();
    do {
      for (O prediction : predictor.predict(reader.read(lines))) {
        write(prediction, output);
      }
      output.flush();
      lines = reader.needsLines() ? InputLines.next(input) : List.of();
    } while (!lines.isEmpty());
    reader.end();
  }

  private static void write(Prediction prediction, PrintStream output) {
    if (prediction instanceof GeneratedText generated) {
      output.print(generated.prompt());
      output.flush();
      CharacterStream characters = new CharacterStream(output);
      generated.generate(characters::write);
      characters.end();
    } else {
      output.println(PredictionJson.line(prediction));
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

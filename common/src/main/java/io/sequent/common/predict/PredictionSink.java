package io.sequent.common.predict;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** Where predictions go. */
public interface PredictionSink extends Closeable {
  /** Adds a prediction. */
  void write(Input<?> input, Prediction prediction) throws IOException;

  /**
   * Hands out what was written; called after each part of the input.
   *
   * @throws io.sequent.common.UserError if nobody takes it any more
   */
  void flush() throws IOException;

  /**
   * A line of JSON for each prediction; generated text as it comes, as text.
   *
   * @param output not closed with the sink
   */
  static PredictionSink stream(PrintStream output) {
    return new StreamSink(output);
  }

  /**
   * A file that has the input with the predictions added: in the {@linkplain Inputs#sink own form}
   * of the input, else a table for the endings {@code .csv} and {@code .tsv}, objects for {@code
   * .jsonl} and {@code .json}; for others it has the form of the input, JSON Lines for lines.
   *
   * @param name of the file; packed by gzip if it ends in {@code .gz}
   * @param place where it is written
   */
  static PredictionSink file(String name, Path place, Inputs<?> inputs) throws IOException {
    return OutputForm.sink(name, place, inputs);
  }
}

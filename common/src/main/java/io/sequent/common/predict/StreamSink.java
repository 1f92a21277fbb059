package io.sequent.common.predict;

import io.sequent.common.UserError;
import java.io.IOException;
import java.io.PrintStream;

/** Writes predictions as lines of JSON, and generated text as text. */
final class StreamSink implements PredictionSink {
  private final PrintStream output;
  private final PredictionJson json;

  StreamSink(PrintStream output) {
    this.output = output;
    this.json = PredictionJson.to(output);
  }

  @Override
  public void write(Input<?> input, Prediction prediction) throws IOException {
    if (prediction instanceof GeneratedText generated) {
      output.print(generated.prompt());
      output.flush();
      CharacterStream characters = new CharacterStream(output);
      generated.generate(characters::write);
      characters.end();
    } else {
      json.write(prediction);
      json.writeRaw("\n");
    }
  }

  @Override
  public void flush() throws IOException {
    json.flush();
    if (output.checkError()) {
      throw new UserError("standard output: closed, expected a reader of the predictions");
    }
  }

  @Override
  public void close() throws IOException {
    json.flush();
  }
}

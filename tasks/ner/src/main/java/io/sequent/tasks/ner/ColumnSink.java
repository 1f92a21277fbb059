package io.sequent.tasks.ner;

import io.sequent.common.predict.Input;
import io.sequent.common.predict.Prediction;
import io.sequent.common.predict.PredictionSink;
import io.sequent.common.predict.SpanPrediction;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/** Writes the lines of {@link ColumnInputs} with the predicted tags. */
final class ColumnSink implements PredictionSink {
  private static final int BUFFER = 1 << 16;

  private final Writer output;
  private final ColumnInputs inputs;

  ColumnSink(OutputStream file, ColumnInputs inputs) {
    this.output = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8), BUFFER);
    this.inputs = inputs;
  }

  @Override
  public void write(Input<?> input, Prediction prediction) throws IOException {
    if (!(input.value() instanceof Passage passage)
        || !(prediction instanceof SpanPrediction spans)) {
      throw new IllegalArgumentException("no tags: " + prediction.getClass());
    }
    write(passage.lines(), spans.tags().iterator());
  }

  private void write(List<SourceLine> lines, Iterator<String> tags) throws IOException {
    for (SourceLine line : lines) {
      output.write(line.token() ? inputs.column().withTag(line.text(), tags.next()) : line.text());
      output.write('\n');
    }
  }

  @Override
  public void flush() throws IOException {
    output.flush();
  }

  @Override
  public void close() throws IOException {
    write(inputs.rest(), List.<String>of().iterator());
    output.close();
  }
}

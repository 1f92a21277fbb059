package io.sequent.common.predict;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inputs in lines. */
final class LineInputs<I> implements Inputs<I> {
  private static final List<String> COLUMNS = List.of("input");

  private final BufferedReader lines;
  private final InputReader<I> reader;
  private boolean ended;

  LineInputs(BufferedReader lines, InputReader<I> reader) {
    this.lines = lines;
    this.reader = reader;
  }

  @Override
  public @Nullable List<Input<I>> next() throws IOException {
    if (ended) {
      return null;
    }
    List<Input<I>> inputs = new ArrayList<>();
    if (!reader.needsLines()) {
      add(List.of(), "", inputs);
      ended = true;
      return inputs;
    }
    Window window = new Window();
    do {
      String line = lines.readLine();
      if (line == null) {
        ended = true;
        reader.end();
        break;
      }
      add(List.of(line), line, inputs);
      window.add(line.length());
    } while (!window.isFull() && lines.ready());
    return inputs;
  }

  private void add(List<String> read, String line, List<Input<I>> inputs) {
    for (I value : reader.read(read)) {
      inputs.add(new Input<>(value, List.of(line), null));
    }
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}

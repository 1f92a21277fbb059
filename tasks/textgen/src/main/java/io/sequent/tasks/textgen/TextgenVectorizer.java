package io.sequent.tasks.textgen;

import io.sequent.common.data.OneHot;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.data.Vectorizer;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Turns windows into character ids {@code [batch, 1, time]} and, one step later, one-hot characters
 * {@code [batch, alphabet, time]}; where a text's last window is shorter, one mask {@code [batch,
 * time]} serves both.
 */
final class TextgenVectorizer implements Vectorizer<TextWindow> {
  private final TextgenPreparation preparation;

  TextgenVectorizer(TextgenPreparation preparation) {
    this.preparation = preparation;
  }

  @Override
  public int length(TextWindow window) {
    return window.length();
  }

  @Override
  public DataSet vectorize(List<TextWindow> windows) {
    TokenBatch inputs =
        TokenBatch.of(
            windows.stream()
                .map(w -> IntStream.range(0, w.length()).map(i -> preparation.id(w.input(i))))
                .map(IntStream::toArray)
                .toList());
    List<int[]> targets =
        windows.stream()
            .map(w -> IntStream.range(0, w.length()).map(i -> preparation.id(w.target(i))))
            .map(IntStream::toArray)
            .toList();
    INDArray labels =
        OneHot.steps(targets, preparation.alphabet().size(), Math.toIntExact(inputs.ids().size(2)));
    return new DataSet(inputs.ids(), labels, inputs.mask(), inputs.mask());
  }
}

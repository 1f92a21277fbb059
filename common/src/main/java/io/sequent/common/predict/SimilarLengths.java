package io.sequent.common.predict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Predicts in batches of inputs of similar length, so that little is computed for padding, and
 * answers in the order of the inputs.
 *
 * @param rows of a batch, at most
 * @param cells of a batch, rows times the longest, at most; a single input may be longer
 */
public record SimilarLengths(int rows, int cells) {
  /**
   * Predicts for inputs.
   *
   * @param length of an input
   * @param predict gives one answer for each input of a batch, in its order
   */
  public <T, R> List<R> answers(
      List<T> inputs, ToIntFunction<T> length, Function<List<T>, List<R>> predict) {
    List<Integer> order =
        IntStream.range(0, inputs.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> length.applyAsInt(inputs.get(i))))
            .toList();
    List<R> answers = new ArrayList<>(Collections.nCopies(inputs.size(), null));
    int begin = 0;
    while (begin < order.size()) {
      int end = begin + 1;
      while (end < order.size()
          && end - begin < rows
          && (end - begin + 1L) * length.applyAsInt(inputs.get(order.get(end))) <= cells) {
        end++;
      }
      List<Integer> places = order.subList(begin, end);
      List<R> batch = predict.apply(places.stream().map(inputs::get).toList());
      for (int i = 0; i < batch.size(); i++) {
        answers.set(places.get(i), batch.get(i));
      }
      begin = end;
    }
    return answers;
  }
}

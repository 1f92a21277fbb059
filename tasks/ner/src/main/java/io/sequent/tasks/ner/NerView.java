package io.sequent.tasks.ner;

import io.sequent.common.config.Config;
import io.sequent.common.data.SequenceLengths;
import io.sequent.common.data.Splits;
import io.sequent.common.report.MarkedText;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import io.sequent.common.task.DataView;
import java.util.List;

/** Shows sentences with their entities. */
final class NerView implements DataView<TaggedSentence> {
  @Override
  public Table examples(List<TaggedSentence> sentences) {
    return new Table(
        "Sentences with their entities",
        List.of("sentence"),
        sentences.stream().map(sentence -> List.of(marked(sentence).render())).toList());
  }

  private static MarkedText marked(TaggedSentence sentence) {
    return new MarkedText(
        sentence.tokens(),
        Span.of(sentence.tags()).stream()
            .map(span -> new MarkedText.Mark(span.type(), span.begin(), span.end()))
            .toList());
  }

  /** A histogram of the lengths of training sentences in tokens. */
  @Override
  public List<Picture> pictures(Splits<TaggedSentence> splits, Config config) {
    int[] lengths =
        splits.train().stream().mapToInt(sentence -> sentence.tokens().size()).toArray();
    return List.of(new SequenceLengths(lengths, 0, "tokens").histogram());
  }
}

package io.sequent.tasks.ner;

import io.sequent.common.check.DataCheck;
import io.sequent.common.check.DataCheck.Item;
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

  @Override
  public DataCheck check(Splits<TaggedSentence> splits, Config config) {
    return DataCheck.ofTexts(
        splits.map(
            sentence ->
                new Item(
                    String.join(" ", sentence.tokens()),
                    Span.of(sentence.tags()).stream().map(Span::type).toList())),
        "sentences",
        "entity type",
        text -> List.of(text.split(" ")));
  }

  /** A histogram of the lengths of training sentences in tokens. */
  @Override
  public List<Picture> pictures(Splits<TaggedSentence> splits, Config config) {
    int[] lengths =
        splits.train().stream().mapToInt(sentence -> sentence.tokens().size()).toArray();
    return List.of(new SequenceLengths(lengths, 0, "tokens").histogram());
  }
}

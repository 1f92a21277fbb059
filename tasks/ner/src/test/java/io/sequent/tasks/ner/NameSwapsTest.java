package io.sequent.tasks.ner;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.data.Batches;
import io.sequent.common.data.ShuffledBatches;
import io.sequent.common.data.Vectorizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

class NameSwapsTest {
  private static final List<String> TAGS = List.of("O", "B-LOC", "B-PERS", "I-PERS");
  private static final TaggedSentence SENTENCE =
      new TaggedSentence(
          List.of("Тараса", "Шевченка", "бачили", "в", "Києві", "."),
          List.of("B-PERS", "I-PERS", "O", "O", "B-LOC", "O"),
          TAGS,
          List.of(List.of("Шевченко", "жив", "там", "."), List.of("шевченка", "Рим")));

  private static NameSwaps swaps(double share, TaggedSentence... sentences) {
    Vectorizer<TaggedSentence> lengths =
        new Vectorizer<>() {
          @Override
          public int length(TaggedSentence sentence) {
            return sentence.tokens().size();
          }

          @Override
          public DataSet vectorize(List<TaggedSentence> batch) {
            throw new UnsupportedOperationException();
          }
        };
    return new NameSwaps(new ShuffledBatches<>(List.of(sentences), lengths, 8), share);
  }

  private static TaggedSentence swapped(TaggedSentence sentence, int epoch) {
    return swaps(1, sentence).epoch(42, epoch).get(0).get(0);
  }

  private static TaggedSentence single(String token, String tag) {
    return new TaggedSentence(List.of(token), List.of(tag), TAGS);
  }

  @Test
  void namesInEntitiesGiveWayToOthersOfTheSameKind() {
    TaggedSentence swapped = swapped(SENTENCE, 1);
    assertThat(swapped.tags()).isEqualTo(SENTENCE.tags());
    assertThat(swapped.tagSet()).isEqualTo(TAGS);
    for (int i : List.of(0, 1, 4)) {
      String name = swapped.tokens().get(i);
      assertThat(name).isNotEqualTo(SENTENCE.tokens().get(i)).matches("\\p{Lu}[^\\p{Lu}]*");
      assertThat(MorphologicalTags.tags(name))
          .isEqualTo(MorphologicalTags.tags(SENTENCE.tokens().get(i)));
      assertThat(name).endsWith(SENTENCE.tokens().get(i).replaceFirst(".*(?=.)", ""));
    }
    for (int i : List.of(2, 3, 5)) {
      assertThat(swapped.tokens().get(i)).isEqualTo(SENTENCE.tokens().get(i));
    }
  }

  @Test
  void otherMentionsOfANameAreRenamedWithIt() {
    TaggedSentence swapped = swapped(SENTENCE, 1);
    assertThat(swapped.around())
        .containsExactly(
            List.of(swapped.tokens().get(1), "жив", "там", "."), List.of("шевченка", "Рим"));
  }

  @Test
  void aNameIsTheSameThroughoutASentence() {
    TaggedSentence twice =
        new TaggedSentence(
            List.of("Шевченко", "і", "Шевченко"), List.of("B-PERS", "O", "B-PERS"), TAGS);
    List<String> tokens = swapped(twice, 1).tokens();
    assertThat(tokens.get(0)).isNotEqualTo("Шевченко").isEqualTo(tokens.get(2));
  }

  @Test
  void whatTheDictionaryDoesNotHaveAsANameStays() {
    for (TaggedSentence sentence :
        List.of(
            single("Штукенгайзена", "B-PERS"),
            single("шевченка", "B-PERS"),
            single("Міністерство", "B-LOC"),
            single("Шевченка", "O"))) {
      assertThat(swapped(sentence, 1)).isEqualTo(sentence);
    }
  }

  @Test
  void aNameInCapitalsIsReplacedByOneInCapitals() {
    String name = swapped(single("ШЕВЧЕНКА", "B-PERS"), 1).tokens().get(0);
    assertThat(name).isNotEqualTo("ШЕВЧЕНКА").isEqualTo(name.toUpperCase(Locale.ROOT));
  }

  @Test
  void namesFollowFromSeedAndEpochAlone() {
    assertThat(swapped(SENTENCE, 2)).isEqualTo(swapped(SENTENCE, 2));
    assertThat(IntStream.range(0, 10).mapToObj(epoch -> swapped(SENTENCE, epoch).tokens().get(0)))
        .doesNotHaveDuplicates();
  }

  @Test
  void entitiesAreRenamedAsOftenAsAsked() {
    TaggedSentence[] many =
        IntStream.range(0, 400)
            .mapToObj(i -> single("Шевченка", "B-PERS"))
            .toArray(TaggedSentence[]::new);
    Batches<TaggedSentence> some = swaps(0.25, many);
    assertThat(
            some.epoch(1, 1).stream()
                .flatMap(List::stream)
                .filter(sentence -> !sentence.equals(many[0])))
        .hasSizeBetween(60, 140);
  }

  @Test
  void evaluationSeesTheSentencesAsTheyAre() {
    NameSwaps swaps = swaps(1, SENTENCE);
    assertThat(swaps.forEvaluation()).containsExactly(List.of(SENTENCE));
    assertThat(swaps.examples()).isEqualTo(1);
    assertThat(swaps.perEpoch()).isEqualTo(1);
    assertThat(swaps.consecutive()).isFalse();
  }
}

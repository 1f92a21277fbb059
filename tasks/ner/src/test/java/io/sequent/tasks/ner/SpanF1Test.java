package io.sequent.tasks.ner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.evaluation.ClassScores;
import io.sequent.common.evaluation.ClassScores.Score;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanF1Test {
  private static final Offset<Double> CLOSE = within(1e-12);

  private static List<String> tags(String line) {
    return line.isBlank() ? List.of() : List.of(line.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "B-PERS I-PERS O      | PERS 0-2",
        "B-PERS B-PERS O      | PERS 0-1, PERS 1-2",
        "I-PERS I-PERS O      | PERS 0-2", // I- at the start begins an entity
        "O I-LOC O            | LOC 1-2", // I- after O begins one
        "B-PERS I-LOC I-LOC   | PERS 0-1, LOC 1-3", // another type begins one
        "B-PERS I-PERS B-PERS | PERS 0-2, PERS 2-3",
        "O O                  | ''",
        "O B-ORG              | ORG 1-2",
      })
  void spansAreReadFromWholeAndBrokenTags(String line, String spans) {
    assertThat(
            String.join(
                ", ",
                Span.of(tags(line.strip())).stream()
                    .map(span -> span.type() + " " + span.begin() + "-" + span.end())
                    .toList()))
        .isEqualTo(spans.strip());
  }

  @Test
  void sentenceWithoutTokensHasNoSpans() {
    assertThat(Span.of(List.of())).isEmpty();
  }

  /**
   * Every sequence of three tags as truth, with itself and each that comes after it as prediction:
   * every way to break IOB2 beside every other one.
   */
  @Test
  void countsOfAllPairsOfSequencesAreThoseOfConllevalAndSeqeval() {
    List<List<String>> sequences = sequences(List.of("O", "B-LOC", "I-LOC", "B-ORG", "I-ORG"));
    List<List<String>> truth = new ArrayList<>();
    List<List<String>> prediction = new ArrayList<>();
    for (int i = 0; i < sequences.size(); i++) {
      for (List<String> later : sequences.subList(i, sequences.size())) {
        truth.add(sequences.get(i));
        prediction.add(later);
      }
    }
    ClassScores report = SpanF1.of(truth, prediction);
    // conlleval.pl of 2004-01-26, and the entities of seqeval's get_entities: the same counts.
    assertThat(report.micro()).isEqualTo(new Score(4486, 17510, 15250));
    assertThat(report.byName())
        .containsExactly(
            entry("LOC", new Score(2243, 7565, 8815)), entry("ORG", new Score(2243, 9945, 6435)));
    assertThat(report.micro().precision()).isCloseTo(0.25619645916619077, CLOSE);
    assertThat(report.micro().recall()).isCloseTo(0.2941639344262295, CLOSE);
    assertThat(report.micro().f1()).isCloseTo(0.2738705738705739, CLOSE);
  }

  /** All sequences of three tags, the last one changing fastest. */
  private static List<List<String>> sequences(List<String> tags) {
    return tags.stream()
        .flatMap(
            first ->
                tags.stream()
                    .flatMap(second -> tags.stream().map(third -> List.of(first, second, third))))
        .toList();
  }

  @Test
  void onlyWholeEntitiesOfTheRightTypeCount() {
    List<List<String>> truth =
        List.of(tags("B-PERS I-PERS O B-LOC"), tags("B-ORG O O"), tags("O B-PERS O"));
    List<List<String>> prediction =
        List.of(tags("B-PERS O O B-LOC"), tags("B-LOC O O"), tags("O B-PERS O"));
    ClassScores report = SpanF1.of(truth, prediction);
    // 4 true, 4 predicted, 2 of them right: the first name is cut short, the second has no such
    // type.
    assertThat(report.micro()).isEqualTo(new Score(2, 4, 4));
    assertThat(report.micro().f1()).isCloseTo(0.5, CLOSE);
    assertThat(report.byName().get("PERS")).isEqualTo(new Score(1, 2, 2));
    assertThat(report.byName().get("LOC")).isEqualTo(new Score(1, 2, 1));
    assertThat(report.byName().get("ORG")).isEqualTo(new Score(0, 0, 1));
    assertThat(report.macroF1()).isCloseTo((0.5 + 2.0 / 3 + 0) / 3, CLOSE);
  }

  @Test
  void nothingPredictedIsZeroAndNotNan() {
    ClassScores report = SpanF1.of(List.of(tags("B-PERS O")), List.of(tags("O O")));
    assertThat(report.micro().f1()).isZero();
    assertThat(report.micro().precision()).isZero();
  }

  @Test
  void sentenceMeanCountsAbsentTagsAsZero() {
    List<String> tagSet = List.of("O", "B-PERS", "I-PERS");
    // First sentence: O has F1 2/3, B-PERS 2/3, I-PERS 0; second: O 1, the others 0.
    double mean =
        SpanF1.sentenceMacroF1(
            List.of(tags("B-PERS I-PERS O"), tags("O O")),
            List.of(tags("B-PERS O O"), tags("O O")),
            tagSet);
    assertThat(mean).isCloseTo(((2.0 / 3 + 1 + 0) / 3 + 1.0 / 3) / 2, CLOSE);
  }
}

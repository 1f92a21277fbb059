package io.sequent.common.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.evaluation.ClassScores.Score;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleScoresTest {
  private static final ExampleScores SPANS =
      ExampleScores.ofSpans(List.of(new Score(1, 2, 3), new Score(0, 0, 0), new Score(2, 2, 2)));

  static Stream<ExampleScores> all() {
    double[] hits = new Random(1).ints(5000, 0, 2).asDoubleStream().toArray();
    double[] decimals = new Random(2).doubles(700, -1e6, 1e6).toArray();
    return Stream.of(
        ExampleScores.of(hits),
        ExampleScores.of(decimals),
        ExampleScores.of(new double[] {0}),
        ExampleScores.of(new double[] {255, 256, 1}),
        ExampleScores.of(new double[] {255, 0}),
        ExampleScores.of(new double[] {-1, 2}),
        ExampleScores.of(new double[] {0.1, Double.NaN, Double.POSITIVE_INFINITY}),
        SPANS,
        ExampleScores.ofSpans(List.of(new Score(300, 400, 500))));
  }

  @ParameterizedTest
  @MethodSource("all")
  void encodedScoresAreDecodedWithoutLoss(ExampleScores scores) {
    String text = scores.encode();
    ExampleScores decoded = ExampleScores.decode(text);
    assertThat(decoded).isEqualTo(scores).hasSameHashCodeAs(scores);
    assertThat(decoded.encode()).isEqualTo(text);
  }

  @Test
  void hitsTakeAboutABitEach() {
    double[] hits = new Random(1).ints(8000, 0, 2).asDoubleStream().toArray();
    assertThat(ExampleScores.of(hits).encode()).hasSizeLessThan(2000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1:u8:3:",
        "2:u8:4:AAAA",
        "1:u8:3:AAAA",
        "1:f32:99999999999:AAAA",
        "1:u8:2000000000:eJxjZGAEAAAGAAM=",
        "1:u8:3:===="
      })
  void otherTextIsRefused(String text) {
    assertThatThrownBy(() -> ExampleScores.decode(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void textThatSaysMoreOrFewerValuesThanItHasIsRefused() {
    String spans = SPANS.encode();
    for (String count : List.of(":6:", ":8:", ":12:", ":0:")) {
      assertThatThrownBy(() -> ExampleScores.decode(spans.replace(":9:", count)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (int cut = 4; cut < 16; cut += 4) {
      String shorter = spans.substring(0, spans.length() - cut);
      assertThatThrownBy(() -> ExampleScores.decode(shorter))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void metricIsTheMeanOfScoresOrTheF1OfTheSumsOfSpans() {
    assertThat(ExampleScores.of(new double[] {1, 0, 0.5, 4}).metric()).isEqualTo(1.375);
    // 3 right of 4 found and 5 there.
    assertThat(SPANS.metric()).isCloseTo(2.0 * 3 / (4 + 5), within(1e-12));
    assertThat(ExampleScores.ofSpans(List.of(new Score(0, 0, 0))).metric()).isZero();
  }

  @Test
  void arrangedScoresGoToTheirPlaces() {
    ExampleScores scores = ExampleScores.of(new double[] {5, 6, 7});
    assertThat(scores.arranged(new int[] {2, 0, 1}))
        .isEqualTo(ExampleScores.of(new double[] {6, 7, 5}));
    assertThat(SPANS.arranged(new int[] {1, 2, 0}))
        .isEqualTo(
            ExampleScores.ofSpans(
                List.of(new Score(2, 2, 2), new Score(1, 2, 3), new Score(0, 0, 0))));
    assertThatThrownBy(() -> scores.arranged(new int[] {0, 1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyScoresOfZeroAndOneAreHits() {
    assertThat(ExampleScores.of(new double[] {0, 1, 1}).areHits()).isTrue();
    assertThat(ExampleScores.of(new double[] {0, 1, 0.5}).areHits()).isFalse();
    assertThat(ExampleScores.ofSpans(List.of(new Score(0, 1, 1))).areHits()).isFalse();
    assertThat(SPANS.areSpans()).isTrue();
    assertThat(SPANS.size()).isEqualTo(3);
    assertThat(SPANS.value(0, 2)).isEqualTo(3);
  }

  @Test
  void noExampleIsRefused() {
    assertThatThrownBy(() -> ExampleScores.of(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ExampleScores.ofSpans(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

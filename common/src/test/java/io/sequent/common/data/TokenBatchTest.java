package io.sequent.common.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class TokenBatchTest {
  @Test
  void shortSequencesAreFilledUpAndMasked() {
    TokenBatch batch = TokenBatch.of(List.of(new int[] {5}, new int[] {7, 8, 9}));
    assertThat(batch.ids().shape()).containsExactly(2, 1, 3);
    assertThat(batch.ids().reshape(2, 3).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{5, 0, 0}, {7, 8, 9}});
    assertThat(Objects.requireNonNull(batch.mask()).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 0, 0}, {1, 1, 1}});
  }

  @Test
  void sequencesOfOneLengthNeedNoMask() {
    assertThat(TokenBatch.of(List.of(new int[] {5}, new int[] {6})).mask()).isNull();
    assertThat(TokenBatch.ofChannels(List.<int[][]>of(new int[][] {{5, 6}}), 2).mask()).isNull();
    assertThat(TokenBatch.ofChannels(List.<int[][]>of(new int[][] {{5, 6}}), 3).mask()).isNotNull();
  }

  @Test
  void idsAboveTheExactRangeOfSmallerFloatsStayExact() {
    assertThat(TokenBatch.of(List.of(new int[] {50_205})).ids().getInt(0, 0, 0)).isEqualTo(50_205);
  }

  @Test
  void emptyAndTooLongSequencesAreFaults() {
    assertThatThrownBy(() -> TokenBatch.of(List.of(new int[0], new int[] {1})))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TokenBatch.ofChannels(List.<int[][]>of(new int[][] {{1, 2}}), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void channelsOfASequenceStandOneBelowTheOther() {
    TokenBatch batch =
        TokenBatch.ofChannels(List.of(new int[][] {{5, 6}, {7, 8}}, new int[][] {{1}, {2}}), 3);
    assertThat(batch.ids().shape()).containsExactly(2, 2, 3);
    assertThat(batch.ids().slice(0).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{5, 6, 0}, {7, 8, 0}});
    assertThat(batch.ids().slice(1).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 0, 0}, {2, 0, 0}});
    assertThat(batch.mask()).isEqualTo(Nd4j.create(new float[][] {{1, 1, 0}, {1, 0, 0}}));
  }

  @Test
  void sequencesComeBackWithoutTheirPadding() {
    assertThat(TokenBatch.of(List.of(new int[] {5}, new int[] {7, 8, 9})).sequences())
        .containsExactly(new int[] {5}, new int[] {7, 8, 9});
    assertThat(TokenBatch.of(List.of(new int[] {5, 6}, new int[] {7, 8})).sequences())
        .containsExactly(new int[] {5, 6}, new int[] {7, 8});
  }

  @Test
  void ofSeveralChannelsTheFirstComesBack() {
    TokenBatch batch =
        TokenBatch.ofChannels(List.of(new int[][] {{5, 6}, {7, 8}}, new int[][] {{1}, {2}}), 3);
    assertThat(batch.sequences()).containsExactly(new int[] {5, 6}, new int[] {1});
  }
}

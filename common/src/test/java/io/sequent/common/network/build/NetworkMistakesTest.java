package io.sequent.common.network.build;

import static io.sequent.common.network.build.TestNetworks.VOCABULARY;
import static io.sequent.common.network.build.TestNetworks.config;
import static io.sequent.common.network.build.TestNetworks.tags;
import static io.sequent.common.network.build.TestNetworks.tokens;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.network.crf.ForbiddenTransitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that do not fit together are refused with one clear line. */
class NetworkMistakesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "passes=2 bidirectional=true | setting 'passes': 2, but a bidirectional layer is applied"
            + " once; set bidirectional to false, or to top with at least 2 layers",
        "passes=2 bidirectional=top | setting 'passes': 2, but a bidirectional layer is applied"
            + " once; set bidirectional to false, or to top with at least 2 layers",
        "passes=3 hidden=4 embedding=5 | setting 'passes': 3, but the input of the recurrent layers"
            + " is 5 wide and their output 4, expected the same; set hidden or embedding",
        "loss=focal label-smoothing=0.1 | setting 'label-smoothing': 0.1, but the loss is focal;"
            + " set label-smoothing to 0 or loss to cross-entropy",
        "dense=4 dense-concat=true batch-norm=true | setting 'dense-concat': cannot be combined"
            + " with batch-norm, set one of them to false",
      })
  void settingsThatExcludeEachOtherAreAMistakeOfTheUser(String changes, String message) {
    assertThatThrownBy(() -> tokens(changes)).isInstanceOf(UserError.class).hasMessage(message);
  }

  @Test
  void passesOverNumbersNeedAsManyUnitsAsThereAreNumbers() {
    Config config = config(NetworkSettings.forValues(), "passes=2 hidden=4");
    assertThatThrownBy(() -> SequenceNetwork.from(config).values(2))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("is 2 wide and their output 4, expected the same; set hidden")
        .hasMessageNotContaining("embedding");
  }

  @ParameterizedTest
  @CsvSource({"loss, kl-divergence, cross-entropy", "label-smoothing, 0.1, 0", "focal-gamma, 1, 2"})
  void chainHasALossOfItsOwn(String setting, String value, String off) {
    assertThatThrownBy(
            () -> tags("output=crf " + setting + "=" + value, ForbiddenTransitions.none()))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "setting '%s': %s, but a CRF has a loss of its own; set %s to %s or output to softmax"
                .formatted(setting, value, setting, off));
  }

  @Test
  void flattenOfSequencesThatVaryIsAMistakeOfTheUser() {
    Config config = config(NetworkSettings.forTokens(), "pooling=flatten");
    assertThatThrownBy(
            () -> SequenceNetwork.from(config).tokens(TokenInput.of(VOCABULARY)).perSequence(2, 0))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("flatten");
  }

  @Test
  void weightDecayBesideL2IsAMistakeOfTheUser() {
    Config config = config(NetworkSettings.forTokens(), "optimizer=adamw l2=0.1");
    assertThatThrownBy(
            () -> SequenceNetwork.from(config).tokens(TokenInput.of(VOCABULARY)).perSequence(2, 0))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("l2");
  }

  @Test
  void consistencyNeedsTheCrossEntropy() {
    assertThatThrownBy(() -> tokens("consistency=2 loss=focal"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "setting 'consistency': 2.0, but the loss is focal; set consistency to 0 or loss to"
                + " cross-entropy");
  }
}

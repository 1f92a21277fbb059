package io.sequent.common.network.build;

import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.network.crf.ForbiddenTransitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Small networks out of settings. */
final class TestNetworks {
  static final int VOCABULARY = 7;
  static final int TIME = 5;

  private TestNetworks() {}

  static MultiLayerConfiguration tags(String changes, ForbiddenTransitions forbidden) {
    return SequenceNetwork.from(config(NetworkSettings.forTags(), changes))
        .tokens(TokenInput.of(VOCABULARY))
        .perStep(3, forbidden);
  }

  static MultiLayerConfiguration tokens(String changes) {
    return SequenceNetwork.from(config(NetworkSettings.forTokens(), changes))
        .tokens(TokenInput.of(VOCABULARY))
        .perSequence(2, 0);
  }

  /** With random weights, after a round trip through JSON. */
  static MultiLayerNetwork initialised(MultiLayerConfiguration conf) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(MultiLayerConfiguration.fromJson(conf.toJson()));
    network.init();
    return network;
  }

  /**
   * Settings of a network with their defaults, but for changes of the form {@code name=value},
   * separated by spaces.
   */
  static Config config(List<Setting<?>> network, String changes) {
    List<Setting<?>> settings = new ArrayList<>(network);
    settings.addAll(OptimizerSettings.all());
    settings.add(CommonSettings.SEED);
    Config config = Config.defaults(settings);
    for (String change : changes.strip().split(" ", -1)) {
      int equals = change.indexOf('=');
      if (equals > 0) {
        config = config.with(Map.of(change.substring(0, equals), change.substring(equals + 1)), "");
      }
    }
    return config;
  }
}

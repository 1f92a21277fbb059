package io.sequent.common.classify;

import io.sequent.common.config.Config;
import io.sequent.common.data.Vocabulary;
import io.sequent.common.network.build.ClassWeights;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.build.SequenceNetwork;
import io.sequent.common.network.build.TokenInput;
import io.sequent.common.network.build.TokenInput.Encoder;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/** Builds the network of a classifier. */
record TextNetwork(TextPreparation preparation, Config config) {
  MultiLayerConfiguration configuration() {
    return switch (config.get(ClassifierSettings.MODEL)) {
      case LINEAR -> linear(config.with(NetworkSettings.DENSE, List.of()));
      case BOW -> bag(config);
      case EMBEDDING -> sequence(config, Encoder.NONE);
      case CNN -> sequence(config, Encoder.CONVOLUTION);
      case RNN -> sequence(config, Encoder.RECURRENT);
      case HYBRID -> sequence(config, Encoder.HYBRID);
      case TRANSFORMER -> sequence(config, Encoder.TRANSFORMER);
    };
  }

  private MultiLayerConfiguration bag(Config settings) {
    return SequenceNetwork.from(settings)
        .bag(TermIds.of(preparation.terms(), config).count(), classes(), weights());
  }

  private MultiLayerConfiguration linear(Config settings) {
    return preparation.encoder().isPresent() ? sequence(settings, Encoder.NONE) : bag(settings);
  }

  private MultiLayerConfiguration sequence(Config settings, Encoder encoder) {
    SequenceNetwork network = SequenceNetwork.from(settings);
    return (switch (TextInput.of(config)) {
          case BAG, WORDS ->
              network.tokens(
                  TokenInput.of(preparation.terms().size(), Vocabulary.UNKNOWN)
                      .withBags(WordVectorizer.bags(config))
                      .withEncoder(encoder, maxLength()));
          case ENCODED -> preparation.encoder().orElseThrow().below(network, encoder, maxLength());
        })
        .perSequence(classes(), length(), weights());
  }

  private int maxLength() {
    return preparation.fitted().maxLength();
  }

  private int classes() {
    return preparation.classes().size();
  }

  private int length() {
    return TextInput.of(config) == TextInput.WORDS && WordVectorizer.hasFixedLength(config)
        ? maxLength()
        : 0;
  }

  private ClassWeights weights() {
    return config.get(ClassifierSettings.CLASS_WEIGHTS).of(preparation.fitted().classCounts());
  }
}

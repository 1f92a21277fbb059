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
      case LINEAR -> bag(config.with(NetworkSettings.DENSE, List.of()));
      case BOW -> bag(config);
      case EMBEDDING -> words(Encoder.NONE);
      case CNN -> words(Encoder.CONVOLUTION);
      case RNN -> words(Encoder.RECURRENT);
      case HYBRID -> words(Encoder.HYBRID);
      case TRANSFORMER -> words(Encoder.TRANSFORMER);
    };
  }

  private MultiLayerConfiguration bag(Config settings) {
    return SequenceNetwork.from(settings)
        .bag(TermIds.of(preparation.terms(), config).count(), classes(), weights());
  }

  private MultiLayerConfiguration words(Encoder encoder) {
    return SequenceNetwork.from(config)
        .tokens(
            TokenInput.of(preparation.terms().size(), Vocabulary.UNKNOWN)
                .withBags(WordVectorizer.bags(config))
                .withEncoder(encoder, preparation.fitted().maxLength()))
        .perSequence(classes(), length(), weights());
  }

  private int classes() {
    return preparation.classes().size();
  }

  private int length() {
    return WordVectorizer.hasFixedLength(config) ? preparation.fitted().maxLength() : 0;
  }

  private ClassWeights weights() {
    return config.get(ClassifierSettings.CLASS_WEIGHTS).of(preparation.fitted().classCounts());
  }
}

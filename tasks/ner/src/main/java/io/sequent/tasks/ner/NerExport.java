package io.sequent.tasks.ner;

import io.sequent.common.config.Config;
import io.sequent.common.encoder.TextEncoder;
import io.sequent.common.export.ExportView;
import io.sequent.common.export.layer.NetworkForm;
import io.sequent.common.export.layer.SequenceForm;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** What is exported with a tagger: its words, or the tokenizer of its encoder. */
record NerExport(NerPreparation preparation, Config config) implements ExportView {
  private static final String TOKENIZER = "tokenizer.json";

  @Override
  public Map<String, Object> metadata() {
    return preparation
        .encoder()
        .<Map<String, Object>>map(
            encoder -> Map.of("reads", "encoded", "maxLength", encoder.sizes().positions()))
        .orElseGet(() -> Map.of("reads", "words", "vocabulary", preparation.words().tokens()));
  }

  @Override
  public Map<String, String> files() {
    return preparation
        .encoder()
        .map(encoder -> Map.of(TOKENIZER, encoder.tokenizer()))
        .orElse(Map.of());
  }

  @Override
  public NetworkForm form() {
    return new NetworkForm(SequenceForm.PADDED, TokenFeatures.names(config), 1);
  }

  /** A frozen encoder, where its layers are ours. */
  @Override
  public Optional<MultiLayerNetwork> below() {
    return preparation.encoder().flatMap(TextEncoder::frozenLayers);
  }
}

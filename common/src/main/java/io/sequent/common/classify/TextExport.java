package io.sequent.common.classify;

import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.encoder.TextEncoder;
import io.sequent.common.export.ExportView;
import io.sequent.common.export.layer.NetworkForm;
import io.sequent.common.export.layer.SequenceForm;
import io.sequent.common.text.BigramSettings;
import io.sequent.common.text.CharacterNgramSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** What is exported with a classifier: its words or terms, and its calibration. */
record TextExport(TextPreparation preparation, Config config) implements ExportView {
  private static final String TOKENIZER = "tokenizer.json";

  @Override
  public Map<String, Object> metadata() {
    FittedText fitted = preparation.fitted();
    TextInput input = TextInput.of(config);
    Map<String, Object> metadata = new TreeMap<>();
    metadata.put("reads", Setting.label(input));
    metadata.put("maxLength", fitted.maxLength());
    metadata.put("temperature", fitted.temperature());
    metadata.put("logOffsets", fitted.logOffsets());
    if (input != TextInput.ENCODED) {
      metadata.put("vocabulary", preparation.terms().tokens());
    }
    if (input == TextInput.BAG) {
      metadata.put("termFactors", fitted.termFactors());
    }
    return metadata;
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
    List<String> bags = new ArrayList<>();
    if (config.get(BigramSettings.BIGRAM_ENTRIES) > 0) {
      bags.add("bigrams");
    }
    if (CharacterNgramSettings.from(config).isPresent()) {
      bags.add("ngrams");
    }
    return new NetworkForm(SequenceForm.PADDED, bags, preparation.fitted().temperature());
  }

  /** A frozen encoder, where its layers are ours. */
  @Override
  public Optional<MultiLayerNetwork> below() {
    return preparation.encoder().flatMap(TextEncoder::frozenLayers);
  }
}

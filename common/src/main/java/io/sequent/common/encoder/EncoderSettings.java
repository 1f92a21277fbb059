package io.sequent.common.encoder;

import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import java.util.List;

/** Settings of an encoder that others trained. */
public final class EncoderSettings {
  private static final int MOST_LAYERS = 1000;

  public static final Setting<String> ENCODER =
      Setting.text(
          "encoder",
          "",
          "name or folder",
          "pretrained encoder that reads the texts: all-minilm-l6-v2, or a folder with config.json,"
              + " tokenizer.json or vocab.txt, and model.safetensors or model.onnx; empty for none");
  public static final Setting<Integer> LAYERS =
      Setting.countAllOrNone(
          "encoder-layers",
          Integer.MAX_VALUE,
          MOST_LAYERS,
          "topmost layers of the encoder that are fine-tuned; none: its states are computed once and"
              + " kept on disk");
  public static final Setting<Double> RATE_DECAY =
      Setting.decimal(
              "encoder-rate-decay",
              1,
              0.1,
              1,
              "learning rate of each layer of the encoder, as a share of the rate of the layer above")
          .comparedAt("1", "0.9", "0.8");

  private EncoderSettings() {}

  /** All of them. */
  public static List<Setting<?>> all() {
    return List.of(ENCODER, LAYERS, RATE_DECAY);
  }

  /** Whether the settings name an encoder. */
  public static boolean areOn(Config config) {
    return config.has(ENCODER) && !config.get(ENCODER).isEmpty();
  }

  /** Whether the encoder is part of the network; else the network reads its states. */
  public static boolean fineTune(Config config) {
    return areOn(config) && config.get(LAYERS) > 0;
  }
}

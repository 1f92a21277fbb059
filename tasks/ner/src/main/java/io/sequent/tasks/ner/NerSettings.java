package io.sequent.tasks.ner;

import io.sequent.common.config.Setting;
import io.sequent.common.config.Settings;
import io.sequent.common.data.DataSettings;
import io.sequent.common.data.VocabularySettings;
import io.sequent.common.encoder.EncoderSettings;
import io.sequent.common.network.build.Directions;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.build.OptimizerSettings;
import io.sequent.common.network.pretrain.SkipGramSettings;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.train.TrainingSettings;
import java.util.List;

/** The settings of named-entity recognition. */
final class NerSettings {
  /** Of predictions. */
  static final Setting<Double> THRESHOLD =
      Setting.decimal("threshold", 0, 0, 1, "leave out entities that are less probable than this");

  /** Of predictions. */
  static final Setting<List<String>> COLUMNS =
      Setting.words(
          "columns",
          List.of(),
          "column of the text in a table or in JSON Lines, by name or by number from 1; several are"
              + " joined by line breaks; empty to look for it");

  private NerSettings() {}

  static List<Setting<?>> all() {
    return Settings.join(
        List.of(
            VocabularySettings.all(),
            TokenFeatures.settings(),
            List.of(NameSwaps.SHARE, NerData.FORMAT, DataSettings.ENCODING),
            EncoderSettings.all(),
            List.of(NetworkSettings.ATTENTION_DROPOUT),
            NetworkSettings.forTags(),
            SkipGramSettings.all()));
  }

  static List<Setting<?>> defaults() {
    return List.of(
        NetworkSettings.CELL.withDefault(CellType.GRU),
        NetworkSettings.EMBEDDING_DROPOUT.withDefault(0.3),
        NetworkSettings.HIDDEN.withDefault(64),
        NetworkSettings.BIDIRECTIONAL.withDefault(Directions.TRUE),
        OptimizerSettings.LEARNING_RATE.withDefault(3e-3),
        TrainingSettings.BATCH_SIZE.withDefault(16),
        TrainingSettings.PATIENCE.withDefault(3));
  }
}

package io.sequent.common.classify;

import io.sequent.common.encoder.EncoderSettings;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import io.sequent.common.task.Model;
import io.sequent.common.task.ModelView;
import java.util.List;
import java.util.Set;

/**
 * Shows which words attend to which in a transformer or a fine-tuned encoder, and which terms weigh
 * most in a linear model; other networks show nothing.
 */
final class TextModelView implements ModelView<LabelledText, TextPreparation> {
  private final Set<String> abusive;

  /**
   * @param abusive names of the classes whose words are masked
   */
  TextModelView(Set<String> abusive) {
    this.abusive = Set.copyOf(abusive);
  }

  @Override
  public List<Picture> pictures(Model<TextPreparation> model, List<LabelledText> validation) {
    TextModel kind = model.config().get(ClassifierSettings.MODEL);
    return switch (TextInput.of(model.config())) {
      case BAG ->
          kind == TextModel.LINEAR ? TermWeights.pictures(terms(model, validation)) : List.of();
      case WORDS -> kind == TextModel.TRANSFORMER ? attention(model, validation) : List.of();
      case ENCODED ->
          EncoderSettings.fineTune(model.config()) ? attention(model, validation) : List.of();
    };
  }

  @Override
  public List<Table> tables(Model<TextPreparation> model, List<LabelledText> validation) {
    return TextInput.of(model.config()) == TextInput.BAG
            && model.config().get(ClassifierSettings.MODEL) == TextModel.LINEAR
        ? List.of(
            TermWeights.table(terms(model, validation), model.config().get(TermSettings.WEIGHTING)))
        : List.of();
  }

  private List<Picture> attention(Model<TextPreparation> model, List<LabelledText> validation) {
    return AttentionMap.pictures(AttentionMap.of(model, validation, mask(model)));
  }

  private List<TermWeights> terms(Model<TextPreparation> model, List<LabelledText> validation) {
    return TermWeights.of(model, validation, mask(model));
  }

  private WordMask mask(Model<TextPreparation> model) {
    return WordMask.of(model.preparation(), abusive);
  }
}

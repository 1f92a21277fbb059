package io.sequent.common.classify;

import io.sequent.common.report.Picture;
import io.sequent.common.task.Model;
import io.sequent.common.task.ModelView;
import java.util.List;

/** Shows which words attend to which in a transformer; other networks show nothing. */
final class TextModelView implements ModelView<LabelledText, TextPreparation> {
  @Override
  public List<Picture> pictures(Model<TextPreparation> model, List<LabelledText> validation) {
    return model.config().get(ClassifierSettings.MODEL) == TextModel.TRANSFORMER
        ? AttentionMap.pictures(AttentionMap.of(model, validation))
        : List.of();
  }
}

package io.sequent.tasks.textgen;

import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.ModelView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows what a model generates from the start of a line, at three temperatures. */
final class TextgenModelView implements ModelView<TextWindow, TextgenPreparation> {
  private static final List<Double> TEMPERATURES = List.of(0.2, 0.5, 1.0);
  private static final int LENGTH = 250;

  @Override
  public Map<String, String> samples(Model<TextgenPreparation> model) {
    Map<String, String> samples = new LinkedHashMap<>();
    for (double temperature : TEMPERATURES) {
      StringBuilder text = new StringBuilder();
      TextGenerator.Text sample =
          TextGenerator.Text.into(
              text,
              model.preparation().start(),
              new TemperatureSampler(temperature, TextgenSettings.SAMPLE_SEED.defaultValue())
                  ::draw);
      new TextGenerator(Ensemble.of(model)).generate(List.of(sample), LENGTH);
      samples.put("temperature " + temperature, text.toString());
    }
    return samples;
  }
}

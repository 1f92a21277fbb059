package io.sequent.tasks.textgen;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.io.TextFile;
import io.sequent.common.predict.GeneratedText;
import io.sequent.common.predict.InputReader;
import io.sequent.common.predict.Inputs;
import io.sequent.common.predict.Predictor;
import io.sequent.common.task.Ensemble;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;

/** Continues a prompt. */
final class TextgenPredictor implements Predictor<String, GeneratedText> {
  private final Ensemble<TextgenPreparation> models;
  private final Config options;

  TextgenPredictor(Ensemble<TextgenPreparation> models, Config options) {
    this.models = models;
    this.options = options;
  }

  @Override
  public InputReader<String> reader() {
    return InputReader.fixed(List.of(options.get(TextgenSettings.PROMPT)));
  }

  /** Each line is a prompt, blanks at its ends included. */
  @Override
  public Inputs<String> open(Path file, Charset encoding) throws IOException {
    requireNoPrompt();
    return Inputs.ofLines(TextFile.open(file, encoding), InputReader.lines());
  }

  @Override
  public String input(String text) {
    requireNoPrompt();
    ids(text);
    return text;
  }

  private void requireNoPrompt() {
    if (!options.get(TextgenSettings.PROMPT).isEmpty()) {
      throw new UserError("prompt and input are both given, expected one of them");
    }
  }

  @Override
  public Class<GeneratedText> type() {
    return GeneratedText.class;
  }

  @Override
  public List<GeneratedText> predict(List<String> prompts) {
    return prompts.stream().map(this::continued).toList();
  }

  private GeneratedText continued(String prompt) {
    int[] ids = ids(prompt);
    return new GeneratedText() {
      @Override
      public String prompt() {
        return prompt;
      }

      @Override
      public void generate(IntPredicate characters) {
        new TextGenerator(models)
            .generate(ids, options.get(TextgenSettings.LENGTH), choice(), characters);
      }
    };
  }

  private int[] ids(String prompt) {
    TextgenPreparation preparation = models.first().preparation();
    return prompt.isEmpty() ? preparation.start() : preparation.ids(prompt);
  }

  private ToIntFunction<double[]> choice() {
    return options.get(TextgenSettings.GREEDY)
        ? TemperatureSampler::mostProbable
        : new TemperatureSampler(
                options.get(TextgenSettings.TEMPERATURE), options.get(TextgenSettings.SAMPLE_SEED))
            ::draw;
  }
}

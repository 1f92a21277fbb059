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
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;

/** Continues a prompt. */
final class TextgenPredictor implements Predictor<String, GeneratedText> {
  /** Prompts whose texts are generated at the same time. */
  private static final int TOGETHER = 64;

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

  /** The whole texts are generated together, the first time that one of them is asked for. */
  @Override
  public List<GeneratedText> predict(List<String> prompts) {
    List<GeneratedText> texts = new ArrayList<>();
    for (int from = 0; from < prompts.size(); from += TOGETHER) {
      int to = Math.min(prompts.size(), from + TOGETHER);
      Texts together = new Texts(List.copyOf(prompts.subList(from, to)));
      for (int place = 0; place < to - from; place++) {
        texts.add(new Continued(together, place));
      }
    }
    return texts;
  }

  /** Prompts whose texts are generated together. */
  private final class Texts {
    private final List<String> prompts;
    private List<String> whole = List.of();

    Texts(List<String> prompts) {
      this.prompts = prompts;
    }

    synchronized String whole(int place) {
      if (whole.isEmpty()) {
        List<StringBuilder> builders = prompts.stream().map(StringBuilder::new).toList();
        List<TextGenerator.Text> texts = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
          texts.add(TextGenerator.Text.into(builders.get(i), ids(prompts.get(i)), choice()));
        }
        write(texts);
        whole = builders.stream().map(StringBuilder::toString).toList();
      }
      return whole.get(place);
    }
  }

  /** One of them, which may also be watched as it is written. */
  private final class Continued implements GeneratedText {
    private final Texts together;
    private final int place;

    Continued(Texts together, int place) {
      this.together = together;
      this.place = place;
    }

    @Override
    public String prompt() {
      return together.prompts.get(place);
    }

    @Override
    public String text() {
      return together.whole(place);
    }

    @Override
    public void generate(IntPredicate characters) {
      write(List.of(new TextGenerator.Text(ids(prompt()), choice(), characters)));
    }
  }

  private void write(List<TextGenerator.Text> texts) {
    new TextGenerator(models).generate(texts, options.get(TextgenSettings.LENGTH));
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

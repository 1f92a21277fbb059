package io.sequent.common.text;

import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.text.TextSettings.Treatment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Turns a text into a list of words, in steps that {@link #settings} select: some change the text,
 * one splits it into words, the others change the words. Thread-safe.
 *
 * <p>By default a text is converted to lower case, ASCII punctuation is deleted, and words are
 * separated by white space.
 */
public final class TextPipeline {
  private final Steps<String> textSteps;
  private final Steps<String> caseStep;
  private final Function<String, List<String>> tokenizer;
  private final Steps<List<String>> wordSteps;
  private final List<Mark> marks;

  /** Whether words keep their apostrophes until the last step. */
  private final boolean keepsApostrophes;

  private TextPipeline(Config config) {
    textSteps =
        new Steps<String>(config)
            .add(TextSettings.REPAIR_ENCODING, false, on -> Encoding::repair)
            .add(TextSettings.STRIP_HTML, false, on -> HtmlRemnants::strip)
            .add(TextSettings.URLS, Treatment.KEEP, Occurrences.URLS::treated)
            .add(TextSettings.USERS, Treatment.KEEP, Occurrences.USERS::treated)
            .add(TextSettings.HASHTAGS, HashtagTreatment.KEEP, Hashtags::treated)
            .add(TextSettings.EMOJI, Treatment.KEEP, Occurrences.EMOJI::treated)
            .add(TextSettings.ELONGATIONS, Elongations.KEEP, shorten -> Elongation::shorten);
    caseStep =
        new Steps<String>(config)
            .add(
                TextSettings.CASE, LetterCase.KEEP, lower -> text -> text.toLowerCase(Locale.ROOT));
    wordSteps =
        new Steps<List<String>>(config)
            .add(TextSettings.NUMBERS, Treatment.KEEP, Numbers::treated)
            .add(TextSettings.STOP_WORDS, Language.NONE, StopWords::new)
            .add(TextSettings.STEMS, Language.NONE, Stems::new);
    marks = marks(config);
    Punctuation punctuation = config.get(TextSettings.PUNCTUATION);
    keepsApostrophes =
        punctuation == Punctuation.DELETE
            && (config.get(TextSettings.STOP_WORDS) != Language.NONE
                || config.get(TextSettings.STEMS) != Language.NONE);
    tokenizer =
        switch (punctuation) {
          case DELETE -> new DeletedPunctuation(keepsApostrophes);
          case SPLIT -> new SeparatePunctuation(true);
          case BLANK -> new SeparatePunctuation(false);
        };
  }

  /** The settings of all steps, in the order in which the steps run. */
  public static List<Setting<?>> settings() {
    return TextSettings.all();
  }

  /**
   * The steps that the settings ask for; settings that a task does not declare have their defaults.
   */
  public static TextPipeline from(Config config) {
    return new TextPipeline(config);
  }

  /** The words of a text in order, none of them empty; possibly no words at all. */
  public List<String> words(String text) {
    return finished(wordSteps.apply(tokens(caseStep.apply(textSteps.apply(text)))));
  }

  /**
   * A text after the steps that change it before it becomes words, for a tokenizer of another make,
   * which deals with case itself.
   */
  public String cleaned(String text) {
    return written(textSteps.apply(text));
  }

  /** The output of each active step, in order. */
  public List<StepOutput> trace(String text) {
    List<StepOutput> outputs = new ArrayList<>();
    String cleaned =
        textSteps.apply(text, (setting, output) -> outputs.add(output(setting, output)));
    String prepared =
        caseStep.apply(cleaned, (setting, output) -> outputs.add(output(setting, output)));
    List<String> words = tokens(prepared);
    outputs.add(output(TextSettings.PUNCTUATION, words));
    wordSteps.apply(words, (setting, output) -> outputs.add(output(setting, output)));
    return outputs;
  }

  private List<String> tokens(String text) {
    List<String> words = tokenizer.apply(text);
    return marks.isEmpty() ? words : words.stream().map(this::written).toList();
  }

  private String written(String text) {
    return Mark.written(text, marks);
  }

  private List<String> finished(List<String> words) {
    return keepsApostrophes
        ? words.stream().map(Apostrophes::deleted).filter(word -> !word.isEmpty()).toList()
        : words;
  }

  private StepOutput output(Setting<?> setting, String text) {
    return new StepOutput(setting.name(), written(text).strip().replaceAll("\\s+", " "));
  }

  private StepOutput output(Setting<?> setting, List<String> words) {
    return new StepOutput(setting.name(), String.join(" ", finished(words)));
  }

  /**
   * A text after a step.
   *
   * @param name of the step, which is that of its setting
   * @param text with single spaces; words are separated by them
   */
  public record StepOutput(String name, String text) {}

  private static List<Mark> marks(Config config) {
    return Stream.of(Mark.values())
        .filter(mark -> config.get(mark.setting()) == Treatment.MARK)
        .toList();
  }
}

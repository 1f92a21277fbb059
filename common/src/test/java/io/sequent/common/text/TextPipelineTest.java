package io.sequent.common.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.text.TextPipeline.StepOutput;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPipelineTest {
  private static final String[] ALL = {
    "repair-encoding=true",
    "strip-html=true",
    "urls=mark",
    "users=mark",
    "hashtags=split",
    "emoji=mark",
    "elongations=shorten",
    "numbers=mark",
    "stop-words=english",
    "stems=english"
  };

  @Test
  void defaultsLowerDeleteAsciiPunctuationAndSplitAtWhiteSpace() {
    TextPipeline pipeline = Pipelines.of();
    assertThat(pipeline.words("Don't \"panic\": on-line, U.S. (AP) -- 3.5% \\end"))
        .containsExactly("dont", "panic", "online", "us", "ap", "35", "end");
    assertThat(pipeline.words("Zoë’s\u00A0“Café”\nÜBER"))
        .containsExactly("zoë’s", "“café”", "über");
    assertThat(pipeline.words(" ... -- ! ")).isEmpty();
    assertThat(pipeline.words("")).isEmpty();
  }

  @Test
  void defaultsGiveTheWordsOfTwoRegularExpressions() {
    TextPipeline pipeline = Pipelines.of();
    for (String text : RandomTexts.some(5000)) {
      String bare = text.toLowerCase(Locale.ROOT).replaceAll("[!-/:-@\\[-`{-~]", "");
      List<String> expected =
          Stream.of(bare.split("[\\s\\p{Z}\\x1C-\\x1F]+")).filter(word -> !word.isEmpty()).toList();
      assertThat(pipeline.words(text)).as(text).isEqualTo(expected);
    }
  }

  @Test
  void settingsThatATaskDoesNotDeclareAreAtTheirDefaults() {
    TextPipeline pipeline =
        TextPipeline.from(
            Config.defaults(List.of(TextSettings.URLS)).with(Map.of("urls", "drop"), ""));
    assertThat(pipeline.words("Don't https://example.org #Now")).containsExactly("dont", "now");
  }

  @Test
  void stepsWorkInOrderAndTheTraceShowsEach() {
    String text =
        "@Ann: Sooooo &lt;b&gt;many&lt;/b&gt; #BigBridges, 3.5 a year ðŸ˜€ www.example.org";
    TextPipeline pipeline = Pipelines.of(ALL);
    List<StepOutput> trace = pipeline.trace(text);
    assertThat(trace)
        .extracting(StepOutput::name)
        .containsExactlyElementsOf(TextPipeline.settings().stream().map(Setting::name).toList());
    assertThat(trace)
        .extracting(StepOutput::text)
        .containsExactly(
            "@Ann: Sooooo &lt;b&gt;many&lt;/b&gt; #BigBridges, 3.5 a year 😀 www.example.org",
            "@Ann: Sooooo many #BigBridges, 3.5 a year 😀 www.example.org",
            "@Ann: Sooooo many #BigBridges, 3.5 a year 😀 <url>",
            "<user> : Sooooo many #BigBridges, 3.5 a year 😀 <url>",
            "<user> : Sooooo many Big Bridges , 3.5 a year 😀 <url>",
            "<user> : Sooooo many Big Bridges , 3.5 a year <emoji> <url>",
            "<user> : Soo many Big Bridges , 3.5 a year <emoji> <url>",
            "<user> : soo many big bridges , 3.5 a year <emoji> <url>",
            "<user> soo many big bridges 35 a year <emoji> <url>",
            "<user> soo many big bridges <number> a year <emoji> <url>",
            "<user> soo many big bridges <number> year <emoji> <url>",
            "<user> soo mani big bridg <number> year <emoji> <url>");
    assertThat(String.join(" ", pipeline.words(text)))
        .isEqualTo(trace.get(trace.size() - 1).text());
  }

  @Test
  void traceLeavesOutStepsThatAreOff() {
    assertThat(Pipelines.of().trace("So, Now"))
        .containsExactly(
            new StepOutput("case", "so, now"), new StepOutput("punctuation", "so now"));
    assertThat(Pipelines.of("case=keep").trace("So, Now"))
        .containsExactly(new StepOutput("punctuation", "So Now"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \t\n", "...", "'", "\uFE0F'"})
  void ofNothingOrLittleNoWordIsEmpty(String text) {
    for (String punctuation : List.of("delete", "split", "blank")) {
      TextPipeline pipeline = with("punctuation=" + punctuation, ALL);
      assertThat(pipeline.words(text)).doesNotContain("");
      assertThat(pipeline.trace(text)).hasSameSizeAs(TextPipeline.settings());
    }
    assertThat(Pipelines.words(" ... ")).isEmpty();
    assertThat(Pipelines.words("@a www.a.b #b 😀 7", "urls=drop", "users=drop", "hashtags=drop"))
        .containsExactly("😀", "7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"delete", "split", "blank"})
  void marksAreNeverInAText(String punctuation) {
    String[] marks = {"urls=mark", "users=mark", "emoji=mark", "numbers=mark"};
    String text = "<url> <user> a<emoji> <number> \uFDD0 \uFDD1 \uFDD2\uFDD0 &#xFDD0;";
    assertThat(with("punctuation=" + punctuation, marks).words(text)).noneMatch(this::isMark);
    assertThat(Pipelines.words("\uFDD0 \uFDD1 @a", "users=mark"))
        .containsExactly("\uFDD0", "<user>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"delete", "split", "blank"})
  void noWordOfAStrangeTextIsEmptyOrHoldsSpace(String punctuation) {
    for (String language : List.of("english", "ukrainian", "russian")) {
      TextPipeline pipeline =
          Pipelines.of(
              "punctuation=" + punctuation,
              "urls=mark",
              "users=drop",
              "hashtags=split",
              "emoji=mark",
              "elongations=shorten",
              "numbers=mark",
              "stop-words=" + language,
              "stems=" + language);
      for (String text : RandomTexts.some(500)) {
        assertThat(pipeline.words(text))
            .as(text)
            .allMatch(word -> !word.isEmpty() && word.chars().noneMatch(Character::isSpaceChar))
            .allMatch(word -> word.matches("[^<>]+|[<>][^<>]*|<(url|emoji|number)>"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "'", "a'", "1.", "#", "#a", "@", "www.", "😀", "\u200D", "e\u0301", "🇺"})
  void textsMayBeOfAnyLength(String piece) {
    // Regular expressions with nested repetition overflow the stack or take hours.
    TextPipeline pipeline = with("punctuation=split", ALL);
    assertThat(pipeline.words(piece.repeat(20_000))).doesNotContain("");
  }

  @Test
  void threadsGetTheSameWordsAsOne() {
    List<String> texts = RandomTexts.some(300);
    for (String language : List.of("english", "ukrainian", "russian")) {
      String[] settings = {"stop-words=" + language, "stems=" + language, "emoji=mark"};
      List<List<String>> alone = texts.stream().map(Pipelines.of(settings)::words).toList();
      TextPipeline shared = Pipelines.of(settings);
      List<List<String>> together =
          Stream.generate(() -> texts)
              .limit(8)
              .flatMap(List::stream)
              .parallel()
              .map(shared::words)
              .toList();
      for (int i = 0; i < together.size(); i++) {
        assertThat(together.get(i)).isEqualTo(alone.get(i % texts.size()));
      }
    }
  }

  @Test
  void anUnknownChoiceIsTheUsersError() {
    assertThatThrownBy(() -> Pipelines.of("stems=latin"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "setting 'stems': 'latin' is not allowed, expected one of none, english, ukrainian,"
                + " russian");
  }

  private boolean isMark(String word) {
    return word.length() > 1 && word.startsWith("<");
  }

  private static TextPipeline with(String one, String... others) {
    return Pipelines.of(Stream.concat(Stream.of(one), Stream.of(others)).toArray(String[]::new));
  }
}

package io.sequent.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepsOnTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "see HTTP://a.b/c?d=e_f#g | see <url>",
        "(www.example.org/a). | <url>",
        "„https://example.org“ | „ <url> “",
        "ftp://a.b and https://c.d! | <url> and <url>",
        "awww. http:// xhttp://a.b | awww http xhttpab",
      })
  void addresses(String text, String words) {
    assertThat(Pipelines.words(text, "urls=mark")).containsExactly(words.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "@a_1: hi | <user> hi",
        ".@Олена, hi | <user> hi",
        "a@b.org @ 5 | aborg 5",
        "https://a.b/@c | httpsabc",
        "@@a | a",
      })
  void users(String text, String words) {
    assertThat(Pipelines.words(text, "users=mark")).containsExactly(words.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "#BBCNews | bbc news",
        "#ДоброгоРанку,#київ | доброго ранку київ",
        "#snake__case ##twice | snake case twice",
        "#4U2 #1 a#Bc &#39; | 4 u 2 1 abc 39",
        "# Alone #_ | alone",
      })
  void hashtagsAreSplit(String text, String words) {
    assertThat(Pipelines.words(text, "hashtags=split")).containsExactly(words.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "😀",
        "❤",
        "❤️",
        "❤️‍🔥",
        "👍🏽",
        "👨‍👩‍👧‍👦",
        "🧑🏻‍🤝‍🧑🏿",
        "🇺🇦",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "1️⃣",
        "#️⃣",
        "©️",
        "ℹ️",
        "⌚",
        "⭐",
        "🫠",
        "🐦‍⬛",
        "🤷‍♀️",
        "🅰"
      })
  void emojiIsOneHoweverManyCharactersItHas(String emoji) {
    assertThat(Pipelines.words("a" + emoji + emoji + "b", "emoji=mark"))
        .containsExactly("a", "<emoji>", "<emoji>", "b");
    assertThat(Pipelines.words(emoji + "a", "emoji=drop")).containsExactly("a");
    assertThat(Pipelines.words("a" + emoji + "!", "punctuation=blank")).containsExactly("a", emoji);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "©", "→", "№", "½", "漢", "\u200D", "\uD83D"})
  void othersAreNoEmoji(String text) {
    assertThat(Pipelines.words(text, "emoji=mark")).containsExactly(text);
  }

  @Test
  void elongationsAreShortened() {
    assertThat(Pipelines.words("NOoooo ТАААК good 1000 !!!", "elongations=shorten", "case=keep"))
        .containsExactly("NOo", "ТААК", "good", "1000");
    assertThat(Pipelines.words("www.example.org/aaa", "elongations=shorten", "punctuation=blank"))
        .containsExactly("www", "example", "org", "aaa");
    assertThat(Pipelines.words("𝒶𝒶𝒶𝒶", "elongations=shorten")).containsExactly("𝒶𝒶𝒶𝒶");
  }

  @Test
  void htmlIsStrippedBeforeAllElse() {
    assertThat(Pipelines.words("&lt;a&gt;@Ann&lt;/a&gt; &#64;Bob", "strip-html=true", "users=mark"))
        .containsExactly("<user>", "<user>");
  }

  @Test
  void misreadCharactersAreRepairedAndOthersLeftAlone() {
    assertThat(
            Pipelines.words(
                "it\u00e2\u0080\u0099s \u00f0\u009f\u0098\u008a", "repair-encoding=true"))
        .as("read as ISO 8859-1")
        .containsExactly("it’s", "😊");
    assertThat(Pipelines.words("itâ€™s ðŸ˜Š", "repair-encoding=true"))
        .as("as Windows-1252")
        .containsExactly("it’s", "😊");
    for (String right : List.of("café", "пів", "»так«", "naïve â", "à€€", "😊", "$1 \\Ã")) {
      assertThat(Encoding.repair(right)).isEqualTo(right);
    }
    assertThat(Encoding.repair("Ãcafé Ã©")).isEqualTo("Ãcafé é");
  }
}

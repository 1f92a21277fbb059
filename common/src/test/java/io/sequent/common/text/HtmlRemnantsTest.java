package io.sequent.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlRemnantsTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "the nation #39;s largest | the nation's largest",
        "we #39;ll see, they &#39;re here | we'll see, they're here",
        "a #39;common #39; cause | a 'common ' cause",
        "found &lt;b&gt;...&lt;/b&gt; here | found ... here",
        "up &lt;A HREF=\"x?y=Z\"&gt;Q.N&lt;/A&gt; now | up Q.N now",
        "a quot;quoted quot; word | a \"quoted \" word",
        "R&amp;D, A amp; B | R&D, A & B",
        "pays #36;10 | pays $10",
        "the\\Iraqi Guard | the Iraqi Guard",
        "5 < 7 and 9 > 8 | 5 < 7 and 9 > 8",
        "no remnants; item #39 | no remnants; item #39",
      })
  void remnantsBecomeWhatTheyStandFor(String text, String expected) {
    assertThat(HtmlRemnants.strip(text)).isEqualTo(expected);
  }

  @Test
  void textWithoutRemnantsStaysAsItIs() {
    String text = "Plain text, with 'quotes' and 3.5% – a dash.";
    assertThat(HtmlRemnants.strip(text)).isEqualTo(text);
    assertThat(HtmlRemnants.strip("")).isEmpty();
  }
}

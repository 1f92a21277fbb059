package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class GivenPropertiesTest {
  private static Properties properties(String commandLine, String... nameThenValue) {
    Properties properties = new Properties();
    properties.setProperty("sun.java.command", "org.example.Launcher " + commandLine);
    properties.setProperty("user.home", "/nowhere");
    properties.setProperty("hostOfTheMachine", "x");
    for (int i = 0; i < nameThenValue.length; i += 2) {
      properties.setProperty(nameThenValue[i], nameThenValue[i + 1]);
    }
    return properties;
  }

  @Test
  void onlyWhatWasTypedIsGiven() {
    Request request =
        GivenProperties.read(
            properties(
                "compile exec:java -Dtask=ner -Dhidden=32 -DskipTests -Dmaven.repo.local=r",
                "task",
                "ner",
                "hidden",
                "32",
                "skipTests",
                "true",
                "maven.repo.local",
                "r"));
    assertThat(request)
        .isEqualTo(new Request(Actions.named("train"), "ner", Map.of("hidden", "32")));
  }

  @Test
  void valuesWithSpacesComeFromTheProperties() {
    Request request =
        GivenProperties.read(
            properties(
                "exec:java -Dtask=textgen -Daction=predict -Dprompt=Once upon a time",
                "task",
                "textgen",
                "action",
                "predict",
                "prompt",
                "Once upon a time"));
    assertThat(request.action()).isEqualTo(Actions.named("predict"));
    assertThat(request.given()).containsExactly(Map.entry("prompt", "Once upon a time"));
  }

  @Test
  void benchAsATaskIsTheAction() {
    Request bench = new Request(Actions.named("bench"), "", Map.of());
    assertThat(GivenProperties.read(properties("exec:java -Dtask=bench", "task", "bench")))
        .isEqualTo(bench);
    assertThat(GivenProperties.read(properties("exec:java -Daction=bench", "action", "bench")))
        .isEqualTo(bench);
    Request contradiction =
        GivenProperties.read(
            properties(
                "exec:java -Dtask=bench -Daction=train", "task", "bench", "action", "train"));
    assertThat(contradiction).isEqualTo(new Request(Actions.named("train"), "bench", Map.of()));
  }

  @Test
  void settingsToCompareAreTheActionUnlessAnotherIsNamed() {
    Request compare =
        GivenProperties.read(
            properties(
                "exec:java -Dtask=ner -Dcompare=cell -Dcell=rnn,gru",
                "task",
                "ner",
                "compare",
                "cell",
                "cell",
                "rnn,gru"));
    assertThat(compare)
        .isEqualTo(
            new Request(
                Actions.named("compare"), "ner", Map.of("compare", "cell", "cell", "rnn,gru")));
    Request bench =
        GivenProperties.read(
            properties(
                "exec:java -Daction=bench -Dcompare=dl4j", "action", "bench", "compare", "dl4j"));
    assertThat(bench).isEqualTo(new Request(Actions.named("bench"), "", Map.of("compare", "dl4j")));
  }

  @Test
  void unknownActionNamesTheNearestOne() {
    Properties properties = properties("exec:java -Daction=evalute", "action", "evalute");
    assertThatThrownBy(() -> GivenProperties.read(properties))
        .hasMessage("unknown action 'evalute', did you mean 'evaluate'?");
  }

  @Test
  void withoutAnyOfOursNothingIsAskedFor() {
    assertThat(GivenProperties.present(properties("exec:java"))).isFalse();
    assertThat(GivenProperties.present(properties("exec:java -Dtask=ner", "task", "ner"))).isTrue();
  }
}

package io.sequent.common.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.schema.SchemaFile;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpaceFileTest {
  private static Domain domain(String setting, String values) throws IOException {
    return Spaces.of("space:\n  " + setting + ": " + values + "\n").dimensions().get(0).domain();
  }

  @Test
  void fileIsReadAsAWhole() throws IOException {
    Space space =
        Spaces.of(
            """
            title: Two settings
            objective: accuracy
            preset: fast
            base: {epochs: 3, cell: gru}
            space:
              attention-size: {choice: [32, 64], when: {pooling: [attention, max+attention]}}
              pooling: {choice: [max, attention, max+attention]}
            """);
    assertThat(space.name()).isEqualTo("made-up");
    assertThat(space.title()).isEqualTo("Two settings");
    assertThat(space.objective()).isEqualTo("accuracy");
    assertThat(space.base())
        .containsAllEntriesOf(Map.of("epochs", "3", "cell", "gru", "model", "bow"));
    assertThat(space.dimensions())
        .extracting(Dimension::name)
        .containsExactly("pooling", "attention-size");
    assertThat(space.dimensions().get(1).describe())
        .isEqualTo("one of 32; 64, where pooling is attention or max+attention");
  }

  @Test
  void conditionMayBeOnTheBase() throws IOException {
    String yaml =
        "base: {cell: %s}\nspace: {hidden: {int: [1, 9]}, layers: {int: [1, 3], when: {cell: gru}}}";
    assertThat(Spaces.of(yaml.formatted("gru")).values(d -> "1"))
        .containsOnlyKeys("hidden", "layers");
    assertThat(Spaces.of(yaml.formatted("lstm")).values(d -> "1")).containsOnlyKeys("hidden");
  }

  @Test
  void whatDependsOnASettingThatIsNotSearchedIsNotSearchedEither() throws IOException {
    Space space =
        Spaces.of(
            """
            space:
              pooling: {choice: [max, attention]}
              attention-size: {choice: [32, 64], when: {pooling: attention}}
              layers: {choice: [1, 2], when: {attention-size: 64}}
            """);
    assertThat(space.values(dimension -> dimension.domain().at(0))).containsOnlyKeys("pooling");
    assertThat(space.values(dimension -> dimension.domain().at(1)))
        .containsOnlyKeys("pooling", "attention-size", "layers");
  }

  @Test
  void valuesAreOnTheirGrids() throws IOException {
    assertThat(domain("hidden", "{int: [32, 250], step: 64}").values())
        .containsExactly("32", "96", "160", "224");
    assertThat(domain("dropout", "{float: [0.1, 0.4], step: 0.1}").values())
        .containsExactly("0.1", "0.2", "0.3", "0.4");
    assertThat(domain("hidden", "{int: [16, 256], log: true, points: 5}").values())
        .containsExactly("16", "32", "64", "128", "256");
    assertThat(domain("dense", "{choice: [[], [64], [128, 64]]}").values())
        .containsExactly("", "64", "128,64");
    assertThat(domain("bidirectional", "{choice: [no, yes]}").values())
        .containsExactly("false", "true");
    assertThat(domain("learning-rate", "{float: [1e-4, 1e-2], log: true}").values()).isEmpty();
    assertThat(domain("learning-rate", "{float: [1e-4, 1e-2], log: true}").at(0.5))
        .isEqualTo("0.001");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hidden | {int: [32, 250], step: 64}",
        "hidden | {int: [3, 9]}",
        "hidden | {int: [16, 256], log: true, points: 5}",
        "dropout | {float: [0.1, 0.4], step: 0.1}",
        "cell | {choice: [rnn, lstm, gru]}"
      })
  void positionsOfValuesGiveThemBack(String setting, String values) throws IOException {
    Domain domain = domain(setting, values);
    assertThat(domain.values())
        .hasSize((int) domain.count())
        .allSatisfy(value -> assertThat(domain.at(domain.position(value))).isEqualTo(value));
  }

  static Stream<List<String>> mistakes() {
    String hidden = "space: {hidden: %s}";
    return Stream.of(
        List.of("space: {hiden: {int: [1, 2]}}", "unknown setting 'hiden', did you mean 'hidden'?"),
        List.of("spce: {}", "unknown key 'spce', did you mean 'space'?"),
        List.of("title: x", "has no space"),
        List.of("space:", "space: no settings"),
        List.of(
            "base: {hidden: 0}\nspace: {layers: {int: [1, 2]}}", "'hidden': '0' is not allowed"),
        List.of("preset: slow\nspace: {layers: {int: [1, 2]}}", "preset 'slow'"),
        List.of("base: {hidden: 8}\nspace: {hidden: {int: [1, 2]}}", "in 'base' and in 'space'"),
        List.of(hidden.formatted("{}"), "expected one of 'int', 'float' and 'choice'"),
        List.of(hidden.formatted("{int: [1, 2], choice: [1]}"), "expected one of 'int'"),
        List.of(hidden.formatted("{int: [1, 2], setp: 1}"), "unknown key 'setp'"),
        List.of(hidden.formatted("{int: [1]}"), "expected two numbers"),
        List.of(hidden.formatted("{int: [a, 2]}"), "'a', expected a whole number"),
        List.of(hidden.formatted("{int: [1.5, 2]}"), "'1.5', expected a whole number"),
        List.of(hidden.formatted("{int: [9, 9]}"), "the range from 9 to 9 is empty"),
        List.of(hidden.formatted("{int: [0, 9]}"), "'hidden': '0' is not allowed"),
        List.of(hidden.formatted("{int: [1, 99999]}"), "'hidden': '99999' is not allowed"),
        List.of(hidden.formatted("{float: [1, 9]}"), "is not allowed, expected 1 to 65536"),
        List.of(hidden.formatted("{int: [1, 9], step: 0}"), "step 0, expected more than 0"),
        List.of(hidden.formatted("{int: [1, 9], step: 9}"), "step 9, expected more than 0 and at"),
        List.of(
            hidden.formatted("{int: [1, 9], step: 2, points: 3}"), "'step' is given together with"),
        List.of(
            hidden.formatted("{int: [1, 9], step: 2, log: true}"), "'step' is given together with"),
        List.of(hidden.formatted("{int: [1, 9], points: 1}"), "'points': '1' is not allowed"),
        List.of(hidden.formatted("{int: [1, 3], points: 7}"), "7 points, some of which"),
        List.of(hidden.formatted("{int: [1, 9], log: perhaps}"), "'log': 'perhaps'"),
        List.of("space: {dropout: {float: [0, 0.5], log: true}}", "must begin above 0, not at 0"),
        List.of("space: {cell: {int: [1, 2]}}", "'cell': '1' is not allowed"),
        List.of("space: {cell: {choice: [lstm, lsmt]}}", "'cell': 'lsmt' is not allowed"),
        List.of("space: {cell: {choice: [lstm, LSTM]}}", "'lstm' is given twice"),
        List.of("space: {cell: {choice: []}}", "no values, expected a list"),
        List.of("space: {cell: {choice: lstm}}", "expected a list"),
        List.of("space: {cell: {choice: [lstm], log: true}}", "'log' belongs to a range"),
        List.of("space: {seed: {int: [1, 2]}}", "'seed' is the same in all trials"),
        List.of("space: {epochs: {int: [1, 2]}}", "'epochs' is the same in all trials"),
        List.of(
            "base: {metric: loss}\nspace: {hidden: {int: [1, 2]}}", "expected it in 'objective'"),
        List.of(
            hidden.formatted("{int: [1, 2], when: {cell: gru}}"),
            "when: not in space or base: unknown setting 'cell'"),
        List.of(hidden.formatted("{int: [1, 2], when: {cell: gnu}}"), "'cell': 'gnu'"),
        List.of(hidden.formatted("{int: [1, 2], when: {cell: []}}"), "when: no values of 'cell'"),
        List.of(
            "space: {cell: {choice: [rnn, gru]}, hidden: {int: [1, 2], when: {cell: lstm}}}",
            "when: 'cell' is never 'lstm', expected one of rnn; gru"),
        List.of(
            hidden.formatted("{int: [1, 2], when: {hidden: 1}}"),
            "when: conditions form a cycle: hidden"),
        List.of(
            "space: {hidden: {int: [1, 2], when: {layers: 1}},"
                + " layers: {int: [1, 2], when: {hidden: 1}}}",
            "when: conditions form a cycle: hidden, layers"));
  }

  /** Those that compare two places, or count. */
  private static final List<String> ONLY_READING_FINDS =
      List.of(
          "in 'base' and in 'space'",
          "the range from 9 to 9 is empty",
          "step 9, expected",
          "7 points, some of which",
          "must begin above 0",
          "'lstm' is given twice",
          "when: not in space or base",
          "is never 'lstm'",
          "conditions form a cycle");

  @ParameterizedTest
  @MethodSource("mistakes")
  void schemaFindsWhatReadingFinds(List<String> mistake) throws IOException {
    assertThat(SchemaFile.of("space").problems(mistake.get(0)).isEmpty())
        .isEqualTo(ONLY_READING_FINDS.stream().anyMatch(mistake.get(1)::contains));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakeIsToldInOneLineWithItsPlace(List<String> mistake) {
    assertThatThrownBy(() -> Spaces.of(mistake.get(0)))
        .isInstanceOf(UserError.class)
        .hasMessageMatching("[^\\n]*made-up\\.yaml:\\d+: [^\\n]*")
        .hasMessageContaining(mistake.get(1));
  }

  static List<Path> shipped() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("resources", "spaces"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shippedSpaceIsOneOfTheTaskThatItIsCalledAfter(Path file) {
    String task = file.getFileName().toString().replaceFirst("[-.].*", "");
    Space space = SpaceFile.read(file, Tasks.named(task));
    assertThat(space.objective()).isNotEmpty();
    for (StrategyKind kind : List.of(StrategyKind.RANDOM, StrategyKind.HYPERBAND)) {
      Search search = new Search(Tasks.named(task), space, kind, 3, 5, 1);
      Proposal first = search.strategy().next(List.of()).orElseThrow();
      assertThat(search.runs(first)).hasSize(1);
    }
  }
}

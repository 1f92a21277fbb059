package io.sequent.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.io.Sha256;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
  private enum Colour {
    RED,
    DARK_BLUE
  }

  private enum Part {
    FALSE,
    TRUE,
    TOP
  }

  private static final Setting<Integer> HIDDEN = Setting.integer("hidden", 64, 1, 4096, "units");
  private static final Setting<Double> RATE = Setting.decimal("rate", 1e-3, 0, 1, "rate");
  private static final Setting<Boolean> FLAG = Setting.flag("flag", false, "flag");
  private static final Setting<Colour> COLOUR = Setting.choice("colour", Colour.RED, "colour");
  private static final Setting<List<Colour>> MIX =
      Setting.choices("mix", List.of(Colour.RED), "colours");
  private static final Setting<List<Integer>> SIZES =
      Setting.integers("sizes", List.of(), 1, 9, "sizes");
  private static final Config DEFAULTS =
      Config.defaults(List.of(HIDDEN, RATE, FLAG, COLOUR, MIX, SIZES));

  @Test
  void valueGivenLastWins() {
    Config config =
        DEFAULTS
            .with(Map.of("hidden", "32", "rate", "0.5"), "a.yaml")
            .with(Map.of("hidden", "16"), "");
    assertThat(config.get(HIDDEN)).isEqualTo(16);
    assertThat(config.get(RATE)).isEqualTo(0.5);
    assertThat(DEFAULTS.get(HIDDEN)).isEqualTo(64);
  }

  @Test
  void everyKindOfValueIsReadBackFromItsText() {
    Config config =
        DEFAULTS.with(
            Map.of(
                "hidden",
                "7",
                "rate",
                "1e-5",
                "flag",
                "true",
                "colour",
                "dark-blue",
                "mix",
                "dark-blue+red",
                "sizes",
                "1, 2,9"),
            "");
    assertThat(DEFAULTS.with(config.asText(), "").asText()).isEqualTo(config.asText());
    assertThat(config.get(MIX)).containsExactly(Colour.DARK_BLUE, Colour.RED);
    assertThat(config.get(SIZES)).containsExactly(1, 2, 9);
    assertThat(config.get(COLOUR)).isEqualTo(Colour.DARK_BLUE);
  }

  @ParameterizedTest
  @CsvSource({"'', TRUE", "true, TRUE", "Yes, TRUE", "no, FALSE", "False, FALSE", "top, TOP"})
  void choiceOfTrueAndFalseIsWrittenAsAFlagIs(String text, Part part) {
    Setting<Part> setting = Setting.choice("part", Part.FALSE, "part");
    assertThat(setting.parse(text)).isEqualTo(part);
    assertThat(setting.parse(setting.print(part))).isEqualTo(part);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hidden | 0    | setting 'hidden': '0' is not allowed, expected 1 to 4096",
        "hidden | many | setting 'hidden': 'many' is not allowed, expected 1 to 4096",
        "hidden | 2.5  | setting 'hidden': '2.5' is not allowed, expected 1 to 4096",
        "rate   | NaN  | setting 'rate': 'NaN' is not allowed, expected 0 to 1",
        "rate   | 1.01 | setting 'rate': '1.01' is not allowed, expected 0 to 1",
        "flag   | perhaps | setting 'flag': 'perhaps' is not allowed, expected true or false",
        "colour | '' | setting 'colour': '' is not allowed, expected one of red, dark-blue",
        "colour | green | setting 'colour': 'green' is not allowed, expected one of red, dark-blue",
        "mix    | red+  | setting 'mix': 'red+' is not allowed, expected any of red, dark-blue,"
            + " joined by +",
        "sizes  | 1,10 | setting 'sizes': '1,10' is not allowed, expected integers from 1 to 9,"
            + " separated by commas",
      })
  void valueOutOfRangeNamesSettingValueAndRange(String name, String value, String message) {
    assertThatThrownBy(() -> DEFAULTS.with(Map.of(name, value), ""))
        .isInstanceOf(UserError.class)
        .hasMessage(message);
  }

  @Test
  void unknownSettingNamesTheNearestOne() {
    assertThatThrownBy(() -> DEFAULTS.with(Map.of("hiden", "3"), "c.yaml"))
        .isInstanceOf(UserError.class)
        .hasMessage("c.yaml: unknown setting 'hiden', did you mean 'hidden'?");
  }

  @Test
  void unknownSettingWithoutNearOneListsAll() {
    assertThatThrownBy(() -> DEFAULTS.with(Map.of("momentum", "3"), ""))
        .hasMessage(
            "unknown setting 'momentum', expected one of hidden, rate, flag, colour, mix, sizes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "new    | news,ner              | , did you mean 'news'?",
        "trian  | train,tune            | , did you mean 'train'?",
        "cat    | bat,hat,rat,mat       | , did you mean 'bat', 'hat' or 'rat'?",
        "batch  | rate,batch-size,batch-norm | , did you mean 'batch-size' or 'batch-norm'?",
        "xyz    | one,two               | , expected one of one, two",
      })
  void unknownNameIsAnsweredByTheNearestOnes(String name, String known, String answer) {
    assertThat(Config.unknown("thing", name, List.of(known.split(",", -1))))
        .isEqualTo("unknown thing '" + name + "'" + answer);
  }

  @Test
  void manyKnownNamesAreNotListed() {
    List<String> many = IntStream.range(0, 100).mapToObj(i -> "name-of-" + i).toList();
    assertThat(Config.unknown("metric", "xyz", many))
        .startsWith("unknown metric 'xyz', expected one of name-of-0, ")
        .endsWith("name-of-14 and 85 more");
    assertThat(Config.unknown("setting", "xyz", many))
        .isEqualTo(
            "unknown setting 'xyz', expected one of those that --help of the action and"
                + " init-config list");
  }

  @Test
  void twoSettingsOfOneNameAreAFault() {
    assertThatThrownBy(() -> Config.defaults(List.of(HIDDEN, HIDDEN.withDefault(3))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void defaultOutOfRangeIsRefused() {
    assertThatThrownBy(() -> HIDDEN.withDefault(0)).isInstanceOf(UserError.class);
  }

  @Test
  void hashIsThatOfTheTaskAndOfWhatDiffersFromTheDeclaredDefaults() {
    Config config = DEFAULTS.with(Map.of("rate", "5e-1", "hidden", "32"), "");
    assertThat(config.hash("news")).isEqualTo(Sha256.of("task=news\nhidden=32\nrate=0.5\n"));
    assertThat(DEFAULTS.hash("ner")).isEqualTo(Sha256.of("task=ner\n"));
  }

  @Test
  void settingAddedAtItsDeclaredDefaultLeavesTheHash() {
    Config before = Config.defaults(List.of(HIDDEN.withDefault(32), RATE));
    Config after = Config.defaults(List.of(FLAG, RATE, MIX, HIDDEN.withDefault(32)));
    assertThat(after.hash("t")).isEqualTo(before.hash("t"));
  }

  @Test
  void changedDefaultOfATaskChangesTheHash() {
    Config declared = Config.defaults(List.of(HIDDEN, RATE));
    Config adapted = Config.defaults(List.of(HIDDEN.withDefault(32), RATE));
    assertThat(adapted.hash("t"))
        .isNotEqualTo(declared.hash("t"))
        .isEqualTo(declared.with(HIDDEN, 32).hash("t"))
        .isNotEqualTo(Config.defaults(List.of(HIDDEN.withDefault(16), RATE)).hash("t"));
    assertThat(adapted.with(HIDDEN, 64).hash("t"))
        .as("a task's default is no reason to leave a value out")
        .isEqualTo(declared.hash("t"));
    assertThat(Config.defaults(List.of(HIDDEN.withDefault(16).withDefault(64), RATE)).hash("t"))
        .isEqualTo(declared.hash("t"));
  }

  @Test
  void settingThatTheTaskLacksIsOff() {
    Config config = Config.defaults(List.of(RATE));
    assertThat(config.get(HIDDEN)).isEqualTo(64);
    assertThat(config.get(HIDDEN.withDefault(32)))
        .as("a task's default is no off value")
        .isEqualTo(64);
    Setting<Integer> off = HIDDEN.offAt(1).withDefault(32).comparedAt("8");
    assertThat(config.get(off)).isEqualTo(1);
    assertThat(Config.defaults(List.of(off)).get(off)).isEqualTo(32);
    assertThat(config.has(off)).isFalse();
    assertThatThrownBy(() -> HIDDEN.offAt(0)).isInstanceOf(UserError.class);
  }

  @Test
  void offValueLeavesTheHash() {
    assertThat(Config.defaults(List.of(HIDDEN.offAt(1), RATE)).hash("t"))
        .isEqualTo(Config.defaults(List.of(HIDDEN, RATE)).hash("t"));
  }

  @Test
  void settingKnowsTheValuesWorthAComparison() {
    assertThat(COLOUR.compared()).containsExactly("red", "dark-blue");
    assertThat(MIX.compared()).containsExactly("red", "dark-blue");
    assertThat(FLAG.compared()).containsExactly("false", "true");
    assertThat(HIDDEN.compared()).isEmpty();
    assertThat(HIDDEN.comparedAt("16", "32").withDefault(8).compared()).containsExactly("16", "32");
    assertThatThrownBy(() -> HIDDEN.comparedAt("0")).isInstanceOf(UserError.class);
  }

  @Test
  void severalValuesAreSeparatedBySemicolonsWhereOneHoldsCommas() {
    assertThat(RATE.several("1e-3, 0.5")).containsExactly("1e-3", "0.5");
    assertThat(MIX.several("red,red+dark-blue")).containsExactly("red", "red+dark-blue");
    assertThat(SIZES.several("1,2; 3;")).containsExactly("1,2", "3", "");
    assertThat(RATE.several(" ")).isEmpty();
  }
}

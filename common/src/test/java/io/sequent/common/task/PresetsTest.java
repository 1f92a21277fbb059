package io.sequent.common.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.config.YamlFile;
import io.sequent.common.task.Presets.Preset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetsTest {
  private static final List<Setting<?>> SETTINGS =
      List.of(
          Setting.integer("hidden", 16, 1, 100, "width"),
          Setting.decimal("rate", 0.1, 0, 1, "rate"),
          Setting.integers("dense", List.of(), 1, 100, "widths"));

  private static List<Preset> read(String yaml) {
    return Presets.of(YamlFile.parse(Path.of("presets.yaml"), yaml), SETTINGS);
  }

  @Test
  void presetsAreReadInOrderAndOneCanBeLikeAnother() {
    List<Preset> presets =
        read(
            "recipe:\n  rate: 1e-2\n  dense: [8, 4]\nfast:\n  hidden: 8\n  like: recipe\n  rate: 1\n");
    assertThat(presets)
        .containsExactly(
            new Preset("recipe", Map.of(), Map.of("rate", "1e-2", "dense", "8,4")),
            new Preset("fast", Map.of(), Map.of("rate", "1", "dense", "8,4", "hidden", "8")));
    assertThat(presets.get(1).describe()).isEqualTo("preset fast: rate=1, dense=8,4, hidden=8");
  }

  @Test
  void firstPresetWhoseConditionsACallMeetsIsTheDefault() {
    List<Preset> presets = read("small:\n  when: {hidden: 1}\n  rate: 1\nrecipe: {rate: 0.5}");
    assertThat(presets.get(0).when()).isEqualTo(Map.of("hidden", "1"));
    assertThat(Presets.usual(presets, Map.of("hidden", "1", "rate", "1"))).isEqualTo("small");
    assertThat(Presets.usual(presets, Map.of("hidden", "2"))).isEqualTo("recipe");
    assertThat(Presets.usual(presets.subList(0, 1), Map.of())).isEqualTo("none");
  }

  @Test
  void conditionMayBeAnyValueButAnEmptyOne() {
    List<Preset> presets = read("small:\n  when: {hidden: '*', rate: 1}\nrecipe: {rate: 0.5}");
    assertThat(Presets.usual(presets, Map.of("hidden", "7", "rate", "1"))).isEqualTo("small");
    assertThat(Presets.usual(presets, Map.of("hidden", "", "rate", "1"))).isEqualTo("recipe");
    assertThat(Presets.usual(presets, Map.of("rate", "1"))).isEqualTo("recipe");
    assertThat(Presets.usual(presets, Map.of("hidden", "7", "rate", "*"))).isEqualTo("recipe");
  }

  @Test
  void callIsToldWhatItHasFromThePresetAlone() {
    Preset preset = read("recipe: {rate: 1e-1, hidden: 8, dense: 4}").get(0);
    Config defaults = Config.defaults(SETTINGS);
    Config ofCall = defaults.with(preset.values(), "").with(Map.of("hidden", "9"), "");
    assertThat(preset.describe(defaults, ofCall))
        .as("rate is the default, hidden the user's")
        .isEqualTo("preset recipe: dense=4");
    assertThat(preset.describe(defaults, defaults)).isEqualTo("preset recipe");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "recipe:;  hiden: 8         | 2: unknown setting 'hiden', did you mean 'hidden'?",
        "small:;  when: {hiden: '*'} | 2: unknown setting 'hiden', did you mean 'hidden'?",
        "recipe:;  hidden: '*'      | 2: setting 'hidden'",
        "recipe:;  hidden: 0        | 2: setting 'hidden': '0' is not allowed, expected 1 to 100",
        "recipe:;  hidden: {a: 1}   | 2: setting 'hidden': expected a plain value or a list",
        "recipe: fast               | 1: preset 'recipe': expected lines of the form 'name: value'",
        "fast:;  like: recip;recipe: {hidden: 1} | 2: unknown preset 'recip', expected one of ",
        "recipe: {};fast:;  like: recip | 3: unknown preset 'recip', did you mean 'recipe'?",
        "a: {};none: {}             | 2: 'none' stands for no preset, expected another name",
        "- a                        | 1: presets: expected lines of the form 'name: value'",
      })
  void mistakeIsToldWithFileAndLine(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml.replace(';', '\n')))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("presets.yaml:" + message.strip());
  }

  @Test
  void noneSetsNothingAndAnUnknownOneIsToldWithTheKnownOnes() {
    Task<?, ?> task = Tasks.named("stocks");
    assertThat(Presets.named(task, "none").values()).isEmpty();
    assertThat(Presets.usual(task, Map.of())).isEqualTo("recipe");
    assertThatThrownBy(() -> Presets.named(task, "best-of-all"))
        .isInstanceOf(UserError.class)
        .hasMessage("unknown preset 'best-of-all', expected one of recipe, fast, none");
  }
}

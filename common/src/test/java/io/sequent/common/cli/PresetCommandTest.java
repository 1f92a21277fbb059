package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.config.ConfigFile;
import io.sequent.common.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which settings a call has from a preset, and which of them win. */
class PresetCommandTest {
  /** The sample as data of the user's own. */
  private static final String OWN = "--data=" + Path.of("resources", "samples", "stocks");

  @TempDir private Path folder;

  private static Call describe(String... more) {
    Call call = Call.of(List.of(more), "describe", "stocks");
    assertThat(call.status()).as(call.err()).isZero();
    return call;
  }

  private static void assertSetting(Call call, String name, String value) {
    assertThat(call.out()).containsPattern("(?m)^\\s*" + name + " +" + value + "\\s*$");
  }

  @Test
  void recipeIsUsedOnDataOfTheUserAndTheCommandLineWins() {
    Call call = describe(OWN, "--hidden=8");
    assertThat(call.err()).containsPattern("(?m)^preset recipe: cell=lstm, input-dropout=0.1, .+$");
    assertThat(call.err()).doesNotContain("hidden=");
    assertSetting(call, "cell", "lstm");
    assertSetting(call, "hidden", "8");
    assertThat(call.out()).contains("preset recipe: ", "preset fast: ");
  }

  @Test
  void noPresetIsUsedOnTheSampleUnlessOneIsAskedFor() {
    Call plain = describe("--data=sample");
    assertThat(plain.err()).doesNotContain("preset");
    assertSetting(plain, "hidden", "16");
    Call fast = describe("--data=sample", "--preset=fast", "--hidden=8");
    assertThat(fast.err()).contains("preset fast: cell=lstm");
    assertSetting(fast, "cell", "lstm");
    assertSetting(describe(OWN, "--preset=none"), "hidden", "16");
  }

  @Test
  void configurationFileSaysEverythingAndMayNameAPreset() throws IOException {
    Path plain = Files.writeString(folder.resolve("plain.yaml"), "task: stocks\ncell: rnn\n");
    Call without = describe(OWN, "--config=" + plain);
    assertThat(without.err()).doesNotContain("preset");
    assertSetting(without, "hidden", "16");

    Path file =
        Files.writeString(
            folder.resolve("fast.yaml"), "task: stocks\npreset: fast\ncell: rnn\nhidden: 9\n");
    Call call = describe(OWN, "--config=" + file, "--hidden=8");
    assertThat(call.err()).contains("preset fast: input-dropout=0.1");
    assertSetting(call, "batch-size", "8");
    assertSetting(call, "cell", "rnn");
    assertSetting(call, "hidden", "8");
    assertSetting(describe(OWN, "--config=" + file, "--preset=none"), "batch-size", "32");
  }

  @Test
  void savedSettingsAsAConfigurationFileAreTheVerySameSettings() throws IOException {
    Path run = folder.resolve("run");
    Call trained =
        Call.of(
            List.of("--hidden=4", "--dense=4", "--epochs=1", "--max-train=30", "--max-test=10"),
            "train",
            "stocks",
            OWN,
            "--out=" + run);
    assertThat(trained.status()).as(trained.err()).isZero();
    assertThat(trained.err()).contains("preset recipe: ");
    Path config = run.resolve("config.yaml");
    assertThat(ConfigFile.read(config)).containsEntry("cell", "lstm").doesNotContainKey("preset");

    Path again = folder.resolve("again");
    Call same = Call.of(List.of("--out=" + again), "train", "stocks", "--config=" + config);
    assertThat(same.status()).as(same.err()).isZero();
    assertThat(again.resolve("config.yaml")).hasSameTextualContentAs(config);
  }

  @Test
  void initConfigWritesThePresetsValues() {
    Call plain = Call.of(List.of(), "init-config", "stocks");
    assertThat(plain.out()).contains("\nhidden: 16\n").contains("Every value is the default");
    Call recipe = Call.of(List.of("--preset=recipe"), "init-config", "stocks");
    assertThat(recipe.out())
        .contains("\nhidden: 512\n", "\nwindow: 30\n", "# Values of preset 'recipe',")
        .doesNotContain("Every value is the default");
  }

  @Test
  void comparisonHasNoPresetUnlessOneIsAskedFor() throws IOException {
    Path ledger = folder.resolve("ledger.jsonl");
    for (String preset : List.of("", "fast")) {
      Call call =
          Call.of(
              preset.isEmpty() ? List.of() : List.of("--preset=" + preset),
              "compare",
              "stocks",
              OWN,
              "--compare=hidden",
              "--hidden=2,3",
              "--epochs=1",
              "--max-train=30",
              "--max-test=10",
              "--ledger=" + ledger,
              "--runs=" + folder.resolve("runs"));
      assertThat(call.status()).as(call.err()).isZero();
      assertThat(call.err().contains("preset fast: ")).isEqualTo(!preset.isEmpty());
    }
    assertThat(Ledger.at(ledger, note -> {}).read())
        .extracting(run -> run.run().config().get("cell"))
        .containsExactly("gru", "gru", "lstm", "lstm");
  }

  @Test
  void presetThatIsNotThereIsToldAndHelpNamesThoseThatAre() {
    Call unknown = Call.of(List.of("--preset=fasst"), "describe", "stocks", OWN);
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err().lines())
        .containsExactly("error: unknown preset 'fasst', did you mean 'fast'?");
    assertThat(Call.of(List.of(), "train", "stocks", "--help").out())
        .contains("--preset", "Preset recipe: target=log-return", "Preset fast: ");
    assertThat(Call.of(List.of(), "predict", "stocks", "--help").out()).doesNotContain("reset");
  }
}

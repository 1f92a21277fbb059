package io.sequent.common.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.config.Setting;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.build.OptimizerSettings;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
  private static final Task<?, ?> STOCKS = Tasks.named("stocks");

  private static Study compare(String axes, Map<String, String> given) {
    return Comparison.of(STOCKS, Map.of(), List.of(axes.split(",")), given, "");
  }

  private static List<String> names(Study study) {
    return study.rows().stream().map(StudyRow::name).toList();
  }

  @Test
  void comparisonsOnOtherSettingsAreOtherStudies() {
    assertThat(named(Map.of())).isEqualTo("compare-stocks-cell");
    assertThat(named(Map.of("hidden", "4")))
        .isEqualTo(named(Map.of("hidden", "4")))
        .isNotEqualTo(named(Map.of("hidden", "5")));
  }

  private static String named(Map<String, String> given) {
    return Comparison.of(STOCKS, Map.of(), List.of("cell"), given, "").name();
  }

  @Test
  void rowsAreTheCombinationsOfGivenAndUsualValues() {
    Study study =
        Comparison.of(
            STOCKS,
            Map.of("cell", "gru", "hidden", "8", "layers", "2"),
            List.of("optimizer", "cell"),
            Map.of("optimizer", "adam, adagrad", "hidden", "4", "epochs", "2"),
            "2");
    assertThat(study.name()).matches("compare-stocks-optimizer-cell-[0-9a-f]{6}");
    assertThat(study.title()).isEqualTo("stocks: optimizer x cell, hidden=4, layers=2, epochs=2");
    assertThat(study.task()).isEqualTo("stocks");
    assertThat(study.metric()).isEqualTo("mape");
    assertThat(study.columns()).containsExactly("mape");
    assertThat(study.seeds()).containsExactly(42L, 43L);
    assertThat(study.base())
        .containsExactly(
            Map.entry("hidden", "4"), Map.entry("layers", "2"), Map.entry("epochs", "2"));
    assertThat(names(study))
        .containsExactlyElementsOf(
            Stream.of("adam", "adagrad")
                .flatMap(
                    optimizer ->
                        Stream.of(CellType.values())
                            .map(cell -> optimizer + ", " + Setting.label(cell)))
                .toList());
    PlannedRun first = study.runs(STOCKS).get(0);
    assertThat(first.config().get(NetworkSettings.CELL)).isEqualTo(CellType.RNN);
    assertThat(first.config().get(NetworkSettings.HIDDEN)).isEqualTo(4);
  }

  @Test
  void numbersAndFlagsCarryTheirNames() {
    assertThat(names(compare("layers", Map.of())))
        .containsExactly("layers=1", "layers=2", "layers=3");
    assertThat(names(compare("batch-norm", Map.of())))
        .containsExactly("batch-norm=false", "batch-norm=true");
  }

  @Test
  void valuesThatHoldCommasAreSeparatedBySemicolons() {
    Study study = compare("dense", Map.of("dense", "256,128; 64"));
    assertThat(names(study)).containsExactly("dense=256,128", "dense=64");
    assertThat(study.runs(STOCKS).get(0).config().get(NetworkSettings.DENSE))
        .containsExactly(256, 128);
  }

  @Test
  void metricAndSeedsAreThoseOfTheWholeStudy() {
    Study study =
        Comparison.of(STOCKS, Map.of("seed", "5"), List.of("cell"), Map.of("metric", "mse"), "");
    assertThat(study.metric()).isEqualTo("mse");
    assertThat(study.columns()).containsExactly("mse");
    assertThat(study.seeds()).containsExactly(5L);
    assertThat(study.base()).isEmpty();
    assertThat(Comparison.of(STOCKS, Map.of(), List.of("cell"), Map.of(), "9, 3").seeds())
        .containsExactly(9L, 3L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cel        | unknown setting 'cel', did you mean 'cell'?",
        "cell,cell  | compare: setting 'cell' is given twice",
        "seed       | 'seed' is the same in all rows, expected it as 'seeds'",
        "seeds      | 'seeds' is the same in all rows, expected it as 'seeds'",
        "metric     | 'metric' is the same in all rows, expected it as 'metric'",
        "window     | compare: setting 'window' has no values of its own to compare, expected"
            + " window=VALUE,VALUE (2 to 10000)",
        "dense      | compare: setting 'dense' has no values of its own to compare, expected"
            + " dense=VALUE;VALUE (integers from 1 to 65536, separated by commas)",
      })
  void whatCannotBeComparedIsTold(String axes, String message) {
    assertThatThrownBy(() -> compare(axes, Map.of()))
        .isInstanceOf(UserError.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cell       | lstm     | compare: setting 'cell' has one value, 'lstm', expected several such as"
            + " cell=VALUE,VALUE",
        "cell       | lstm,    | setting 'cell': '' is not allowed, expected one of rnn, rnn-relu, lstm,"
            + " gru",
        "cell       | gru,GRU  | setting 'cell': 'GRU' is given twice",
        "cell       | ''       | setting 'cell': no values, expected a list of them",
        "hiden      | 8        | unknown setting 'hiden', did you mean 'hidden'?",
        "hidden     | 8,16     | setting 'hidden': '8,16' is not allowed, expected 1 to 65536",
        "metric     | test.mse | metric 'test.mse': selection is on validation alone, expected 'mse'",
      })
  void wrongValueIsTold(String name, String value, String message) {
    assertThatThrownBy(() -> compare("cell", Map.of(name, value)))
        .isInstanceOf(UserError.class)
        .hasMessage(message);
  }

  @Test
  void nothingToCompareAndTwoKindsOfSeedsAreRefused() {
    assertThatThrownBy(() -> Comparison.of(STOCKS, Map.of(), List.of(), Map.of(), ""))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("compare: no settings");
    assertThatThrownBy(
            () -> Comparison.of(STOCKS, Map.of(), List.of("cell"), Map.of("seed", "1"), "2"))
        .isInstanceOf(UserError.class)
        .hasMessage("seed and seeds are both given, expected one of them");
    assertThatThrownBy(() -> Comparison.of(STOCKS, Map.of(), List.of("cell"), Map.of(), "4,4"))
        .isInstanceOf(UserError.class)
        .hasMessage("seeds: 4 is given twice");
  }

  @Test
  void usualValuesOfSharedSettingsAreWorthAComparison() {
    assertThat(OptimizerSettings.LEARNING_RATE.compared())
        .containsExactly("1e-4", "3e-4", "1e-3", "3e-3", "1e-2");
    assertThat(names(compare("pooling", Map.of())))
        .as("no flatten, which fills every sequence up to the longest")
        .containsExactly("last", "mean", "max", "attention", "mean+max", "max+attention");
    assertThat(NetworkSettings.DROPOUT.compared()).containsExactly("0", "0.1", "0.2", "0.3", "0.5");
  }
}

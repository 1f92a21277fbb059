package io.sequent.common.train.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.train.history.History.EpochRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class HistoryTest {
  @Test
  void emptyHistoryHasNoBestEpoch() {
    assertThat(History.empty(Metric.LOSS).best()).isEmpty();
    assertThat(History.empty(Metric.LOSS).lastIsBest()).isFalse();
    assertThat(History.empty(Metric.LOSS).epochsSinceBest()).isZero();
  }

  @Test
  void lowestLossIsBestAndHighestAccuracyIs() {
    assertThat(history("loss", 3, 1, 2).best().orElseThrow().epoch()).isEqualTo(2);
    assertThat(history("accuracy", 1, 3, 2).best().orElseThrow().epoch()).isEqualTo(2);
    assertThat(history("baseline.mape", 3, 1, 2).epochsSinceBest()).isEqualTo(1);
  }

  @Test
  void ofEqualsTheEarliestIsBest() {
    History history = history("loss", 2, 1, 1);
    assertThat(history.best().orElseThrow().epoch()).isEqualTo(2);
    assertThat(history.lastIsBest()).isFalse();
  }

  @Test
  void anyNumberIsBetterThanNone() {
    assertThat(history("loss", Double.NaN, 5).best().orElseThrow().epoch()).isEqualTo(2);
    assertThat(history("accuracy", 0, Double.NaN).best().orElseThrow().epoch()).isEqualTo(1);
    assertThat(history("loss", Double.NaN, Double.NaN).best().orElseThrow().epoch()).isEqualTo(1);
  }

  @Test
  void csvGivesTheSameNumbersBack(@TempDir Path folder) throws IOException {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("macroF1", 0.1 + 0.2);
    metrics.put("baseline.mape", Double.NaN);
    metrics.put("loss", Double.POSITIVE_INFINITY);
    History history =
        History.empty(Metric.higher("macroF1"))
            .plus(new EpochRecord(1, 1e-4 / 3, Math.PI, 1.5, metrics))
            .plus(new EpochRecord(2, 1e-300, -0.0, 0, metrics));
    Path file = folder.resolve("history.csv");
    HistoryCsv.write(file, history.epochs());

    assertThat(Files.readAllLines(file).get(0))
        .isEqualTo(
            "epoch,learningRate,trainLoss,seconds,"
                + "validation.macroF1,validation.baseline.mape,validation.loss");
    assertThat(HistoryCsv.read(file)).isEqualTo(history.epochs());
    assertThat(HistoryCsv.read(file).get(0).validation().keySet())
        .containsExactly("macroF1", "baseline.mape", "loss");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void csvOfNoEpochsIsAHeader(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("history.csv");
    HistoryCsv.write(file, History.empty(Metric.LOSS).epochs());
    assertThat(HistoryCsv.read(file)).isEmpty();
  }

  @Test
  void csvOfSomethingElseIsRefused(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("history.csv"), "epoch,price\n1,3.5\n");
    assertThatThrownBy(() -> HistoryCsv.read(file))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("history.csv:1: columns 'epoch,price'")
        .hasMessageContaining("learningRate");
    Files.writeString(file, "epoch,learningRate,trainLoss,seconds\n1,x,1,1\n");
    assertThatThrownBy(() -> HistoryCsv.read(file)).isInstanceOf(UserError.class);
    Files.writeString(file, "epoch,learningRate,trainLoss,seconds\n2,1,1,1\n");
    assertThatThrownBy(() -> HistoryCsv.read(file))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("epoch 2 in row 1, expected the epochs in order from 1");
  }

  private static Metric metric(String name) {
    return Set.of("loss", "baseline.mape").contains(name)
        ? Metric.lower(name)
        : Metric.higher(name);
  }

  public static History history(String metric, double... values) {
    History history = History.empty(metric(metric));
    for (double value : values) {
      int epoch = history.epochs().size() + 1;
      history = history.plus(new EpochRecord(epoch, 0.01, 1.0 / epoch, 12, Map.of(metric, value)));
    }
    return history;
  }
}

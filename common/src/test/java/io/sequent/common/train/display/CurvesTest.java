package io.sequent.common.train.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.evaluation.Metric;
import io.sequent.common.report.ChartContract;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Pictures;
import io.sequent.common.train.history.History;
import io.sequent.common.train.history.History.EpochRecord;
import io.sequent.common.train.history.HistoryTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurvesTest {
  @Test
  void lossesShareAChartAndTheMetricHasItsOwn() {
    List<Picture> pictures = Curves.of(history(Map.of("loss", 0.4, "accuracy", 0.9), 3));
    assertThat(pictures).extracting(Picture::name).containsExactly("curve-loss", "curve-accuracy");
    assertThat(series(pictures.get(0))).containsExactly("training", "validation");
    assertThat(series(pictures.get(1))).containsExactly("validation");
    for (Picture picture : pictures) {
      assertThat(png(picture)).hasSizeGreaterThan(5_000);
    }
  }

  @Test
  void lossAsTheDecidingMetricNeedsOneChart() {
    assertThat(Curves.of(HistoryTest.history("loss", 3, 2))).hasSize(1);
  }

  @Test
  void oneEpochAndInfiniteValuesAreDrawn() {
    for (double value : new double[] {1, Double.NaN, Double.POSITIVE_INFINITY}) {
      for (int epochs = 1; epochs < 3; epochs++) {
        for (Picture picture :
            Curves.of(history(Map.of("loss", value, "accuracy", value), epochs))) {
          assertThat(png(picture)).isNotEmpty();
        }
      }
    }
  }

  private static History history(Map<String, Double> metrics, int epochs) {
    History history = History.empty(Metric.ACCURACY);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      history = history.plus(new EpochRecord(epoch, 0.01, 1.0 / epoch, 12, metrics));
    }
    return history;
  }

  private static Iterable<String> series(Picture picture) {
    return ChartContract.lines(picture.drawing()).keySet();
  }

  private static byte[] png(Picture picture) {
    return Pictures.png(picture).orElseThrow();
  }
}

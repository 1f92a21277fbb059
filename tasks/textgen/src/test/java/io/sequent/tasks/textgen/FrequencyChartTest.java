package io.sequent.tasks.textgen;

import io.sequent.common.report.ChartContract;
import io.sequent.common.report.Drawing;
import io.sequent.common.report.Picture;
import java.util.List;
import java.util.stream.Stream;

class FrequencyChartTest extends ChartContract {
  @Override
  protected List<Picture> samples() {
    return List.of(
        new Picture(
            "frequency",
            FrequencyChart.of(
                "Characters", "occurrences", List.of("blank", "e", "t"), List.of(900, 510, 340))));
  }

  @Override
  protected Stream<Drawing> cornerCases() {
    return Stream.of(FrequencyChart.of("one", "occurrences", List.of("e"), List.of(1)));
  }
}

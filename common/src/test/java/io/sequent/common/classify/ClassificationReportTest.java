package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.evaluation.ClassScores.Score;
import io.sequent.common.page.Page;
import io.sequent.common.page.Section;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassificationReportTest {
  private static final List<String> LABELS = List.of("a", "b", "c", "d");
  private static final int[] TRUTH = {0, 0, 0, 1, 1, 2, 2, 2, 2, 3};
  private static final int[] PREDICTION = {0, 1, 0, 1, 2, 2, 2, 0, 2, 2};
  private static final Offset<Double> CLOSE = within(1e-12);

  private final ClassificationReport report = ClassificationReport.of(LABELS, TRUTH, PREDICTION);

  @Test
  void figuresEqualThoseOfScikitLearn() {
    // scikit-learn 1.2.1: accuracy_score, precision_score, recall_score, f1_score, zero_division=0.
    assertThat(report.accuracy()).isCloseTo(0.6, CLOSE);
    assertThat(report.classes().macroPrecision()).isCloseTo(0.44166666666666665, CLOSE);
    assertThat(report.classes().macroRecall()).isCloseTo(0.4791666666666667, CLOSE);
    assertThat(report.classes().macroF1()).isCloseTo(0.4583333333333333, CLOSE);
    assertThat(report.classes().byName().values())
        .extracting(Score::f1)
        .satisfies(
            f1 -> {
              assertThat(f1.get(0)).isCloseTo(2.0 / 3, CLOSE);
              assertThat(f1.get(1)).isCloseTo(0.5, CLOSE);
              assertThat(f1.get(2)).isCloseTo(2.0 / 3, CLOSE);
              assertThat(f1.get(3)).isZero();
            });
  }

  @Test
  void matrixCountsTruthByRowAndPredictionByColumn() {
    ConfusionMatrix matrix = ConfusionMatrix.of(LABELS, TRUTH, PREDICTION);
    int[][] counts = {{2, 1, 0, 0}, {0, 1, 1, 0}, {1, 0, 3, 0}, {0, 0, 1, 0}};
    for (int truth = 0; truth < counts.length; truth++) {
      for (int prediction = 0; prediction < counts.length; prediction++) {
        assertThat(matrix.count(truth, prediction)).isEqualTo(counts[truth][prediction]);
      }
    }
    assertThat(matrix.total()).isEqualTo(10);
    assertThat(matrix.actual(2)).isEqualTo(4);
    assertThat(matrix.predicted(3)).isZero();
  }

  @Test
  void pageOfThousandClassesIsBounded(@TempDir Path folder) throws IOException {
    List<String> labels =
        IntStream.range(0, 1000).mapToObj(i -> "<class> " + i + " long".repeat(200)).toList();
    int[] truth = IntStream.range(0, 5000).map(i -> i % 1000).toArray();
    int[] prediction =
        IntStream.range(0, 5000).map(i -> i % 7 == 0 ? i * 31 % 1000 : i % 1000).toArray();
    ConfusionMatrix matrix = ConfusionMatrix.of(labels, truth, prediction);
    Picture picture = matrix.picture("Classes");
    assertThat(picture.drawing().title()).isEqualTo("Classes: the 20 most confused of 1,000");
    Table table = ClassificationReport.of(matrix).classes().table("Classes");
    assertThat(table.title()).isEqualTo("Classes: the 50 most frequent of 1,000");
    assertThat(table.rows()).hasSize(51);
    Path page = folder.resolve("report.html");
    Section section = Section.of("Test set").withPictures(List.of(picture)).withTable(table);
    new Page("Many classes", "", List.of(section)).write(page);
    assertThat(page).content().contains("&lt;class&gt;").doesNotContain("<class>");
    assertThat(Files.size(page)).isLessThan(5_000_000);
  }

  @Test
  void classThatNeverOccursIsLeftOutOfTheMean() {
    ClassificationReport some =
        ClassificationReport.of(LABELS, new int[] {0, 0, 1}, new int[] {0, 1, 1});
    assertThat(some.classes().macroF1()).isCloseTo(2.0 / 3, CLOSE);
  }

  @Test
  void mismatchNamesBothSizes() {
    assertThatThrownBy(() -> ClassificationReport.of(LABELS, new int[2], new int[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2")
        .hasMessageContaining("3");
  }
}

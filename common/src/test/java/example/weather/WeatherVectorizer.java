package example.weather;

import io.sequent.common.data.Vectorizer;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Turns days into scaled temperatures {@code [batch, 3]} and the one to predict {@code [batch, 1]}.
 */
final class WeatherVectorizer implements Vectorizer<Day> {
  private final Scale scale;

  WeatherVectorizer(Scale scale) {
    this.scale = scale;
  }

  @Override
  public int length(Day day) {
    return 1;
  }

  @Override
  public DataSet vectorize(List<Day> days) {
    return new DataSet(
        array(days.stream().map(Day::inputs).toList()),
        array(days.stream().map(day -> new double[] {day.next()}).toList()));
  }

  /** The features alone. */
  INDArray array(List<double[]> rows) {
    return Nd4j.createFromArray(
            rows.stream()
                .map(row -> Arrays.stream(row).map(scale::scaled).toArray())
                .toArray(double[][]::new))
        .castTo(DataType.FLOAT);
  }
}

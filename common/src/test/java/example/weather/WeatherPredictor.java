package example.weather;

import io.sequent.common.UserError;
import io.sequent.common.predict.InputReader;
import io.sequent.common.predict.Predictor;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Predicts for lines of three temperatures, separated by commas. */
final class WeatherPredictor implements Predictor<double[], Temperature> {
  private final Ensemble<Scale> models;

  WeatherPredictor(Ensemble<Scale> models) {
    this.models = models;
  }

  @Override
  public InputReader<double[]> reader() {
    return lines -> lines.stream().map(WeatherPredictor::temperatures).toList();
  }

  private static double[] temperatures(String line) {
    try {
      return Arrays.stream(line.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      throw new UserError("input: '" + line + "', expected three temperatures", e);
    }
  }

  @Override
  public List<Temperature> predict(List<double[]> days) {
    if (days.isEmpty()) {
      return List.of();
    }
    INDArray output = models.mean(model -> output(model, days));
    Scale scale = models.first().preparation();
    return IntStream.range(0, days.size())
        .mapToObj(i -> new Temperature(scale.celsius(output.getDouble(i, 0))))
        .toList();
  }

  private static INDArray output(Model<Scale> model, List<double[]> days) {
    return model.network().output(new WeatherVectorizer(model.preparation()).array(days));
  }
}

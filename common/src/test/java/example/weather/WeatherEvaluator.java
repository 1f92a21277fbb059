package example.weather;

import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.evaluation.Metric;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The mean distance of predictions from the truth. */
final class WeatherEvaluator implements Evaluator<Day> {
  private final Scale scale;
  private double distance;
  private double squares;
  private int days;

  WeatherEvaluator(Scale scale) {
    this.scale = scale;
  }

  @Override
  public void add(List<Day> examples, INDArray output) {
    for (int i = 0; i < examples.size(); i++) {
      double next = examples.get(i).next();
      distance += Math.abs(scale.celsius(output.getDouble(i, 0)) - next);
      squares += Math.pow(output.getDouble(i, 0) - scale.scaled(next), 2);
      days++;
    }
  }

  @Override
  public Evaluation result() {
    return Evaluation.of(WeatherTask.MISS.of(distance / days), Metric.LOSS.of(squares / days));
  }
}

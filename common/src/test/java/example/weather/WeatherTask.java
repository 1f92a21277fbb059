package example.weather;

import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.predict.Predictor;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskData;
import io.sequent.common.task.TaskDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Predicts the temperature of tomorrow morning from three of today. */
public final class WeatherTask implements Task<Day, Scale> {
  static final Metric MISS = Metric.lower("miss").in("°C");

  static final Setting<Integer> UNITS =
      Setting.integer("units", 4, 1, 100, "units of the dense layer").comparedAt("2", "4");

  @Override
  public TaskDescription description() {
    return TaskDescription.of(
            "weather", "predict the temperature of tomorrow morning", MISS, Metric.LOSS)
        .withSettings(UNITS);
  }

  @Override
  public TaskData<Day> data() {
    return new WeatherData();
  }

  @Override
  public Scale prepare(List<Day> train, Config config) {
    return Scale.of(train);
  }

  @Override
  public Scale restore(Path run, Config config) throws IOException {
    return Scale.restore(run);
  }

  @Override
  public MultiLayerConfiguration network(Scale scale, Config config) {
    return new NeuralNetConfiguration.Builder()
        .seed(config.get(CommonSettings.SEED))
        .updater(new Sgd(0.05))
        .list(
            new DenseLayer.Builder()
                .nIn(3)
                .nOut(config.get(UNITS))
                .activation(Activation.TANH)
                .build(),
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(config.get(UNITS))
                .nOut(1)
                .activation(Activation.IDENTITY)
                .build())
        .build();
  }

  @Override
  public Vectorizer<Day> vectorizer(Scale scale, Config config) {
    return new WeatherVectorizer(scale);
  }

  @Override
  public Evaluator<Day> evaluator(Ensemble<Scale> models) {
    return new WeatherEvaluator(models.first().preparation());
  }

  @Override
  public Predictor<?, ?> predictor(Ensemble<Scale> models, Config options) {
    return new WeatherPredictor(models);
  }
}

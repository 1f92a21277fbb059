package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.OwnTasks;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataLocation;
import io.sequent.common.data.Splits;
import io.sequent.common.inference.ModelEvaluation;
import io.sequent.common.inference.PredictionSpeed;
import io.sequent.common.network.engine.Kernels;
import io.sequent.common.network.engine.Kernels.KernelChoice;
import io.sequent.common.network.engine.NativeThreads;
import io.sequent.common.network.engine.OneDnn;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That measuring is only measuring. */
class PredictionSpeedTest {
  static Stream<String> tasks() {
    return OwnTasks.names().stream();
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void measuringChangesNeitherFiguresNorThreads(String name) throws IOException {
    measure(Tasks.named(name));
  }

  private static <E, P extends Preparation> void measure(Task<E, P> task) throws IOException {
    Config config = TaskSettings.defaults(task).with(Map.of("hidden", "8"), "");
    Splits<E> splits =
        task.data().read(DataLocation.sample(task.name()).path(), config).cut(60, 20);
    P preparation = task.prepare(splits.train(), config);
    MultiLayerNetwork network = new MultiLayerNetwork(task.network(preparation, config));
    network.init();
    Model<P> model = new Model<>(network, preparation, config);
    NativeThreads.arrange();
    Map<String, Double> before = ModelEvaluation.of(task, model, splits.test()).metrics();
    double speed = PredictionSpeed.of(task, Ensemble.of(model), splits.test());
    assertThat(speed > 0).isEqualTo(Kernels.usesOneDnn());
    if (Kernels.usesOneDnn()) {
      assertThat(OneDnn.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }
    assertThat(ModelEvaluation.of(task, model, splits.test()).metrics()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void portableKernelsAreNotMeasured(String name) throws IOException {
    Kernels.use(KernelChoice.PORTABLE);
    try {
      measure(Tasks.named(name));
    } finally {
      Kernels.use(KernelChoice.AUTO);
    }
  }
}

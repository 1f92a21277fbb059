package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.sequent.OwnTasks;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.data.DataLocation;
import io.sequent.common.data.Splits;
import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.evaluation.ExampleScores;
import io.sequent.common.inference.ModelEvaluation;
import io.sequent.common.task.Model;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.task.Tasks;
import io.sequent.common.train.TrainingSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every task promises of the scores that models are compared by, example by example. */
class ExampleScoresContractTest {
  private static final Map<String, String> SMALL =
      Map.of("hidden", "8", "max-train", "200", "max-test", "60", "seed", "7");

  static Stream<String> tasks() {
    return OwnTasks.names().stream();
  }

  /** An untrained model, whose verdicts vary most, on the test examples of the sample. */
  private record Subject<E, P extends Preparation>(
      Task<E, P> task, Model<P> model, List<E> examples) {
    static <E, P extends Preparation> Subject<E, P> of(Task<E, P> task, Map<String, String> given)
        throws IOException {
      Config config = TaskSettings.defaults(task).with(given, "");
      Splits<E> splits =
          task.data().read(DataLocation.sample(task.name()).path(), config).cut(200, 60);
      P preparation = task.prepare(splits.train(), config);
      MultiLayerNetwork network = new MultiLayerNetwork(task.network(preparation, config));
      network.init();
      return new Subject<>(task, new Model<>(network, preparation, config), splits.test());
    }

    Evaluation evaluation(List<E> of) {
      return ModelEvaluation.of(task, model, of);
    }

    /** The leading metric; macro F1 is no sum over examples. */
    String scored() {
      String metric = model.config().get(TrainingSettings.METRIC);
      return metric.equals("macroF1") ? "rareF1" : metric;
    }

    ExampleScores leading(List<E> of) {
      String metric = scored();
      return Objects.requireNonNull(evaluation(of).scores().get(metric), metric);
    }

    /** Judges each example by itself, so that no order can matter. */
    List<ExampleScores> alone() {
      return examples.stream().map(example -> leading(List.of(example))).toList();
    }

    void assertOrderIsThatOfTheSplit() {
      List<ExampleScores> alone = alone();
      assertThat(alone.stream().distinct().count()).as("scores differ").isGreaterThan(1);
      List<Integer> order = new ArrayList<>(IntStream.range(0, examples.size()).boxed().toList());
      for (int round = 0; round < 2; round++) {
        ExampleScores together = leading(order.stream().map(examples::get).toList());
        assertThat(together.size()).isEqualTo(examples.size());
        for (int i = 0; i < examples.size(); i++) {
          for (int column = 0; column < (together.areSpans() ? 3 : 1); column++) {
            assertThat(together.value(i, column))
                .as("%s, example %d", task.name(), i)
                .isCloseTo(alone.get(order.get(i)).value(0, column), withinPercentage(0.1));
          }
        }
        Collections.shuffle(order, new Random(1));
      }
    }

    void assertMetricsAreThoseOfTheScores() {
      Evaluation all = evaluation(examples);
      assertThat(all.scores()).containsKey(scored());
      all.scores()
          .forEach(
              (metric, scores) -> {
                assertThat(scores.size()).isEqualTo(examples.size());
                // A text's windows are of one length but for the last, which counts as much.
                double percent = task.name().equals("textgen") ? 1 : 0.01;
                assertThat(scores.metric())
                    .as("%s, %s", task.name(), metric)
                    .isCloseTo(all.metrics().get(metric), withinPercentage(percent));
              });
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void scoresOfTheLeadingMetricAreThereAndGiveIt(String name) throws IOException {
    Subject.of(Tasks.named(name), SMALL).assertMetricsAreThoseOfTheScores();
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void scoresStandInTheOrderOfTheSplitWhateverTheBatches(String name) throws IOException {
    Subject.of(Tasks.named(name), SMALL).assertOrderIsThatOfTheSplit();
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void scoresStandInTheOrderOfTheSplitWhateverTheLengths(String name) throws IOException {
    Map<String, String> shorter = new HashMap<>(SMALL);
    for (Setting<?> setting : TaskSettings.of(Tasks.named(name))) {
      if (setting.name().equals("max-length") || setting.name().equals("window")) {
        shorter.put(setting.name(), "7");
      }
    }
    Subject.of(Tasks.named(name), shorter).assertOrderIsThatOfTheSplit();
  }
}

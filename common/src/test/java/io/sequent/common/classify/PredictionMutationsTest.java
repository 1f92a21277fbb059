package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.config.Config;
import io.sequent.common.data.Mutations;
import io.sequent.common.predict.Inputs;
import io.sequent.common.predict.Prediction;
import io.sequent.common.predict.PredictionPipe;
import io.sequent.common.predict.PredictionSink;
import io.sequent.common.predict.Predictor;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged files to predict for give predictions or a message, whatever they hold. */
class PredictionMutationsTest {
  private static final int MUTATIONS = 200;
  private static final Topics TASK = new Topics();

  private static Predictor<?, ?> predictor() {
    Config config =
        TaskSettings.defaults(TASK)
            .with(Map.of("columns", "label,text", "model", "linear", "min-count", "1"), "");
    List<String> classes = List.of("down", "up");
    List<LabelledText> train =
        List.of(
            new LabelledText("the goal of all", 0, classes),
            new LabelledText("another goal", 1, classes));
    TextPreparation preparation = TASK.prepare(train, config);
    MultiLayerNetwork network = new MultiLayerNetwork(TASK.network(preparation, config));
    network.init();
    return TASK.predictor(
        Ensemble.of(new Model<>(network, preparation, config)),
        TaskSettings.predictionDefaults(TASK));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "t.csv   | id,text | %d,\"the goal, \"\"so\"\" of %d\"",
        "t.jsonl | | {\"id\": %d, \"text\": \"the goal\\u0020of %d\", \"n\": 1.5}",
        "t.txt   | | the goal %d of \"%d"
      })
  void damagedFileGivesPredictionsOrAMessage(
      String name, String header, String line, @TempDir Path folder) throws IOException {
    String original =
        IntStream.range(0, 40)
            .mapToObj(i -> line.formatted(i, i))
            .collect(Collectors.joining("\n", header == null ? "" : header + "\n", "\n"));
    Predictor<?, ?> predictor = predictor();
    int refused =
        Mutations.read(
            folder.resolve(name),
            original.getBytes(StandardCharsets.UTF_8),
            MUTATIONS,
            file -> run(predictor, file, folder.resolve("out-" + name)));
    assertThat(refused).isBetween(MUTATIONS / 20, MUTATIONS * 9 / 10);
  }

  private static <I, O extends Prediction> void run(Predictor<I, O> predictor, Path in, Path out)
      throws IOException {
    try (Inputs<I> inputs = predictor.open(in, StandardCharsets.UTF_8);
        PredictionSink sink = PredictionSink.file(out.toString(), out, inputs)) {
      PredictionPipe.run(predictor, inputs, sink, count -> {});
    }
  }
}

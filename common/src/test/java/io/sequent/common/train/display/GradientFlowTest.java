package io.sequent.common.train.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.UserError;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.network.build.OneThread;
import io.sequent.common.report.ChartContract;
import io.sequent.common.report.Picture;
import io.sequent.common.train.Pretraining;
import io.sequent.common.train.Toy;
import io.sequent.common.train.Trainer;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.TrainingListener.BatchRecord;
import io.sequent.common.train.TrainingOptions;
import io.sequent.common.train.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

@ExtendWith(OneThread.class)
class GradientFlowTest {
  private final Path folder;
  private final Path file;

  GradientFlowTest(@TempDir Path folder) {
    this.folder = folder;
    this.file = folder.resolve("gradients.csv");
  }

  @Test
  void recordsWhatTheNetworkHoldsDividedByTheBatch() throws IOException {
    MultiLayerNetwork network = network();
    Map<String, Double> means = new HashMap<>();
    Map<String, Double> maxima = new HashMap<>();
    TrainingListener witness =
        new TrainingListener() {
          @Override
          public void batchDone(BatchRecord batch) {
            network
                .gradient()
                .gradientForVariable()
                .forEach(
                    (name, gradient) -> {
                      String key = batch.batch() + name;
                      means.put(key, gradient.ameanNumber().doubleValue() / batch.examples());
                      maxima.put(key, gradient.amaxNumber().doubleValue() / batch.examples());
                    });
          }
        };
    GradientFlow flow = new GradientFlow(network, file);

    // The last batch is a smaller one.
    train(network, 35, 1, null, flow, witness);

    assertThat(flow.records())
        .hasSize(5 * network.paramTable().size())
        .hasSameSizeAs(means.keySet());
    for (GradientRecord row : flow.records()) {
      String key = row.update() + row.parameter();
      assertThat(means)
          .hasEntrySatisfying(key, mean -> assertThat(row.mean()).isCloseTo(mean, within(1e-7)));
      assertThat(maxima)
          .hasEntrySatisfying(key, most -> assertThat(row.maximum()).isCloseTo(most, within(1e-7)));
      assertThat(row.mean()).isBetween(0.0, row.maximum());
      assertThat(row.numbers()).isEqualTo(network.getParam(row.parameter()).length());
    }
    assertThat(network.getListeners()).isEmpty();
  }

  @Test
  void looksEightTimesAnEpochAndAlwaysAtItsLastUpdate() throws IOException {
    MultiLayerNetwork network = network();
    GradientFlow flow = new GradientFlow(network, file);

    train(network, 8 * 12, 2, null, flow);

    assertThat(flow.records().stream().map(GradientRecord::update).distinct())
        .containsExactly(2L, 3L, 5L, 6L, 8L, 9L, 11L, 12L, 14L, 15L, 17L, 18L, 20L, 21L, 23L, 24L);
    assertThat(flow.records()).allMatch(row -> row.epoch() == (row.update() + 11) / 12);
    assertThat(GradientCsv.read(file)).isEqualTo(flow.records());
  }

  @Test
  void epochOfOneUpdateIsRecorded() throws IOException {
    MultiLayerNetwork network = network();
    GradientFlow flow = new GradientFlow(network, file);

    train(network, 5, 2, null, flow);

    assertThat(flow.records().stream().map(GradientRecord::update).distinct())
        .containsExactly(1L, 2L);
  }

  @Test
  void resumedTrainingHasTheSameFile() throws IOException {
    MultiLayerNetwork through = network();
    Path whole = folder.resolve("whole.csv");
    train(through, 20, 3, folder.resolve("through"), new GradientFlow(through, whole));

    // Killed in the middle of an epoch, beside a file that knows more than the checkpoint does.
    MultiLayerNetwork killed = network();
    Path checkpoints = folder.resolve("killed");
    TrainingListener kill =
        new TrainingListener() {
          @Override
          public void batchDone(BatchRecord batch) {
            if (batch.epoch() == 2 && batch.batch() == 2) {
              throw new IllegalStateException("killed");
            }
          }
        };
    assertThatThrownBy(
            () -> train(killed, 20, 3, checkpoints, new GradientFlow(killed, file), kill))
        .hasMessage("killed");
    assertThat(GradientCsv.read(file)).hasSize(3 * killed.paramTable().size());
    Files.writeString(
        file, Files.readString(file) + "2,4,0_W,16,0.5,0.75\r\n3,7,0_W,16,0.5,0.75\r\n");
    MultiLayerNetwork resumed = network();
    train(resumed, 20, 3, checkpoints, new GradientFlow(resumed, file));

    assertThat(file).hasSameTextualContentAs(whole);
  }

  @Test
  void stepThatDeeplearning4jDoesIsRecordedBeforeItBecomesAnUpdate() throws IOException {
    List<GradientRecord> own = firstGradients(GradientNormalization.None);
    List<GradientRecord> theirs = firstGradients(GradientNormalization.RenormalizeL2PerLayer);

    assertThat(theirs).hasSameSizeAs(own);
    for (int i = 0; i < own.size(); i++) {
      assertThat(theirs.get(i).mean()).isCloseTo(own.get(i).mean(), within(1e-6));
      assertThat(own.get(i).mean()).isGreaterThan(1e-4);
    }
  }

  private List<GradientRecord> firstGradients(GradientNormalization normalization)
      throws IOException {
    MultiLayerNetwork network =
        Toy.network(
            new Sgd(),
            new LastTimeStep(
                new LSTM.Builder().nIn(1).nOut(4).gradientNormalization(normalization).build()),
            4);
    GradientFlow flow = new GradientFlow(network, file);
    train(network, 8, 1, null, flow);
    return flow.records().stream().filter(row -> row.parameter().startsWith("0_")).toList();
  }

  @Test
  void layersTakeThePlaceOfManyParameters() {
    List<GradientRecord> records = new ArrayList<>();
    for (int layer = 0; layer < 3; layer++) {
      for (String key : List.of("W", "RW", "b")) {
        long numbers = key.equals("b") ? 1 : 3;
        double mean = key.equals("b") ? 8 : 1;
        records.add(new GradientRecord(1, 5, layer + "_" + key, numbers, mean, mean * layer));
      }
    }

    assertThat(series(GradientPicture.of(records.subList(0, 6))))
        .contains("0_W", "1_b")
        .doesNotContain("layer 0");
    Picture picture = GradientPicture.of(records);
    assertThat(series(picture)).contains("layer 0", "layer 2").doesNotContain("0_W");
    // Three and three numbers of 1 and one of 8.
    assertThat(ChartContract.lines(picture.drawing()))
        .hasEntrySatisfying("layer 1", line -> assertThat(line.getYData()).containsExactly(2.0))
        .hasEntrySatisfying(
            "layer 2, maximum", line -> assertThat(line.getYData()).containsExactly(16.0));
  }

  @Test
  void otherFileIsRefused() throws IOException {
    Files.writeString(file, "epoch,loss\n1,2\n");
    assertThatThrownBy(() -> GradientCsv.read(file))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("gradients.csv")
        .hasMessageContaining("expected epoch,update,parameter");

    Files.writeString(file, "epoch,update,parameter,numbers,mean,maximum\n1,2,0_W,x,1,1\n");
    assertThatThrownBy(() -> GradientCsv.read(file))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(file + ":2: numbers 'x', expected a whole number");
  }

  private static MultiLayerNetwork network() {
    return Toy.network(
        new Adam(0.02), new LastTimeStep(new LSTM.Builder().nIn(1).nOut(4).build()), 4);
  }

  private static Iterable<String> series(Picture picture) {
    return ChartContract.lines(picture.drawing()).keySet();
  }

  private static void train(
      MultiLayerNetwork network,
      int examples,
      int epochs,
      @Nullable Path checkpoints,
      TrainingListener... listeners)
      throws IOException {
    new Trainer(
            new TrainingOptions(11, epochs, 0, Metric.LOSS, 0, Pretraining.NONE),
            Schedule.constant(1e-3),
            List.of(listeners),
            checkpoints)
        .train(network, Toy.batches(examples), Toy.validation());
  }
}

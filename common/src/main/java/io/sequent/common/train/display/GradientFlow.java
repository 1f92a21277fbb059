package io.sequent.common.train.display;

import io.sequent.common.report.Picture;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.TrainingListener.BatchRecord;
import io.sequent.common.train.TrainingListener.TrainingExtent;
import io.sequent.common.train.history.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Records about eight times an epoch how large the gradient of each parameter is, before clipping
 * and before the optimizer. After each epoch a file holds all records; a resumed training keeps
 * those of the epochs that it does not repeat, and so ends with the same file.
 *
 * <pre>{@code
 * GradientFlow gradients = new GradientFlow(network, runFolder.resolve("gradients.csv"));
 * new Trainer(options, schedule, List.of(gradients), checkpoints).train(network, batches, validation);
 * Pictures.write(gradients.picture(), runFolder);
 * }</pre>
 */
public final class GradientFlow implements TrainingListener {
  private static final int RECORDS_PER_EPOCH = 8;

  private final MultiLayerNetwork network;
  private final Path file;
  private final GradientProbe probe = new GradientProbe();
  private final List<GradientRecord> records = new ArrayList<>();

  private int batches = 1;

  /**
   * @param network the one that is trained
   * @param file a CSV file, rewritten after each epoch
   */
  public GradientFlow(MultiLayerNetwork network, Path file) {
    this.network = network;
    this.file = file;
  }

  /** All records so far, in the order of the updates and, within, of the layers. */
  List<GradientRecord> records() {
    return List.copyOf(records);
  }

  /**
   * How large the gradients of an epoch were: parameter to the mean absolute value, over its
   * records; empty where there are none.
   *
   * @param epoch counted from 1
   */
  public Map<String, Double> means(int epoch) {
    return records.stream()
        .filter(record -> record.epoch() == epoch)
        .collect(
            Collectors.groupingBy(
                GradientRecord::parameter,
                LinkedHashMap::new,
                Collectors.averagingDouble(GradientRecord::mean)));
  }

  /** The records so far: a line for each parameter or, where these are many, for each layer. */
  public Picture picture() {
    return GradientPicture.of(records);
  }

  @Override
  public void trainingStarted(TrainingExtent extent) {
    batches = extent.batches();
    records.clear();
    try {
      if (extent.firstEpoch() > 1 && Files.exists(file)) {
        GradientCsv.read(file).stream()
            .filter(row -> row.epoch() < extent.firstEpoch())
            .forEach(records::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    probe.arm(isDue(1));
    network.addListeners(probe);
  }

  @Override
  public void batchDone(BatchRecord batch) {
    if (isDue(batch.batch())) {
      long update = (long) (batch.epoch() - 1) * batches + batch.batch();
      probe
          .sizes()
          .forEach(
              (parameter, size) ->
                  records.add(
                      new GradientRecord(
                          batch.epoch(),
                          update,
                          parameter,
                          size.numbers(),
                          size.mean() / batch.examples(),
                          size.maximum() / batch.examples())));
    }
    probe.arm(isDue(batch.batch() % batches + 1));
  }

  @Override
  public void epochDone(History history) {
    try {
      GradientCsv.write(file, records);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void trainingEnded(History history) {
    List<org.deeplearning4j.optimize.api.TrainingListener> others =
        new ArrayList<>(network.getListeners());
    others.remove(probe);
    network.setListeners(others);
  }

  /** Evenly over the epoch, always at its last batch; at every batch where there are few. */
  private boolean isDue(int batch) {
    return (long) batch * RECORDS_PER_EPOCH / batches > (batch - 1L) * RECORDS_PER_EPOCH / batches;
  }
}

package io.sequent.common.train;

import io.sequent.common.UserError;
import io.sequent.common.data.Batches;
import io.sequent.common.network.recurrent.CarriedState;
import io.sequent.common.network.update.BatchArrays;
import io.sequent.common.network.update.TrainingStep;
import io.sequent.common.network.update.WeightAverage;
import io.sequent.common.train.TrainingListener.BatchRecord;
import io.sequent.common.train.TrainingListener.TrainingExtent;
import io.sequent.common.train.history.History;
import io.sequent.common.train.history.History.EpochRecord;
import io.sequent.common.train.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The training loop: epochs of minibatches, validation after each epoch, the best weights at the
 * end.
 *
 * <p>Shuffling and dropout of an epoch depend only on the seed and the number of the epoch, and a
 * checkpoint holds everything else: a training that was killed and resumed ends with weights that
 * are bit for bit identical to those of an uninterrupted one.
 *
 * <p>Before the first epoch a network can be pretrained without labels, see {@link Pretraining}.
 *
 * <p>If batches are {@link Batches#consecutive consecutive}, recurrent layers carry their state
 * from one to the next, starting each epoch with an empty one.
 *
 * <p>With weight averaging ({@link WeightAverage}), the average is validated and kept; training
 * continues with the weights themselves.
 *
 * <pre>{@code
 * Trainer trainer = new Trainer(options, schedule, List.of(display), runFolder.resolve("checkpoints"));
 * History history = trainer.train(network, batches, validation);
 * }</pre>
 */
public final class Trainer {
  /** Evaluates the network on the validation set after each epoch. */
  @FunctionalInterface
  public interface Validation {
    /** Metrics by name, the leading one first. */
    Map<String, Double> evaluate(MultiLayerNetwork network);
  }

  private final TrainingOptions options;
  private final Schedule schedule;
  private final List<TrainingListener> listeners;
  private final @Nullable Path checkpoints;

  /**
   * @param schedule in its state before the first epoch
   * @param checkpoints folder for a checkpoint after each epoch; training resumes from the latest
   *     one found there; null for none
   */
  public Trainer(
      TrainingOptions options,
      Schedule schedule,
      List<TrainingListener> listeners,
      @Nullable Path checkpoints) {
    this.options = options;
    this.schedule = schedule;
    this.listeners = List.copyOf(listeners);
    this.checkpoints = checkpoints;
  }

  /**
   * Trains until all epochs are done or patience runs out.
   *
   * @param network initialised; afterwards it has the weights of the best epoch, averaged if
   *     averaging is on
   * @return all epochs, including those before a resumption
   * @throws UserError if the loss or a weight is no longer finite, naming where that began; the
   *     last good checkpoint is kept
   * @throws IOException if a checkpoint cannot be read or written
   */
  public <E> History train(MultiLayerNetwork network, Batches<E> batches, Validation validation)
      throws IOException {
    Optional<Checkpoint> checkpoint =
        checkpoints == null ? Optional.empty() : Checkpoint.latest(checkpoints);
    History history = History.empty(options.metric());
    long begin = System.nanoTime();
    if (checkpoint.isEmpty()) {
      options.pretraining().apply(network, batches, options.seed(), listeners);
    }
    double before = (System.nanoTime() - begin) / 1e9;
    INDArray best = network.params().dup();
    // With all rates equal, the updater state has the same layout here as after loading.
    LearningRate.set(network, schedule.rate(0, 0));
    if (checkpoint.isPresent() || network.getIterationCount() == 0) {
      network.setUpdater(null);
    }
    WeightAverage average = new WeightAverage(network, options.weightAveraging());
    if (checkpoint.isPresent()) {
      checkpoint.get().restore(network);
      checkpoint.get().restore(average, network);
      history = checkpoint.get().history(options.metric());
      best = checkpoint.get().bestParameters(history, network);
    }

    Learner learner = new Learner(network, new TrainingStep(network), average);
    int batchesInEpoch = batches.perEpoch();
    TrainingExtent extent =
        new TrainingExtent(
            history.epochs().size() + 1, options.epochs(), batchesInEpoch, batches.examples());
    listeners.forEach(listener -> listener.trainingStarted(extent));
    try {
      while (!isOver(history)) {
        EpochRecord epoch = epoch(learner, batches, validation, history, before);
        before = 0;
        history = history.plus(epoch);
        if (history.lastIsBest()) {
          best.assign(average.values());
        }
        if (checkpoints != null) {
          Checkpoint.write(checkpoints, network, average, best, history);
        }
        History soFar = history;
        listeners.forEach(listener -> listener.epochDone(soFar));
      }
      network.setParams(best);
      return history;
    } finally {
      History completed = history;
      listeners.forEach(listener -> listener.trainingEnded(completed));
    }
  }

  /** A network and how it is updated and validated. */
  private record Learner(MultiLayerNetwork network, TrainingStep step, WeightAverage average) {
    double fit(DataSet data) {
      double score = step.fit(data);
      average.update();
      return score;
    }

    Map<String, Double> validate(Validation validation) {
      average.exchange();
      try {
        return validation.evaluate(network);
      } finally {
        average.exchange();
      }
    }
  }

  private boolean isOver(History history) {
    return history.epochs().size() >= options.epochs()
        || (options.patience() > 0 && history.epochsSinceBest() >= options.patience());
  }

  @SuppressWarnings("try") // Only the scope of the carried state matters.
  private <E> EpochRecord epoch(
      Learner learner, Batches<E> batches, Validation validation, History history, double before) {
    MultiLayerNetwork network = learner.network();
    int epoch = history.epochs().size();
    Schedule now = history.replay(schedule);
    Nd4j.getRandom().setSeed(Batches.epochSeed(options.seed(), epoch));

    long start = System.nanoTime();
    double lossSum = 0;
    double targets = 0;
    double rate = Double.NaN;
    int number = 0;
    DataSet data = null;
    try (CarriedState state = CarriedState.of(network, batches.consecutive())) {
      for (List<E> batch : batches.epoch(options.seed(), epoch)) {
        double nextRate = now.rate(epoch, number);
        if (nextRate != rate) {
          rate = nextRate;
          LearningRate.set(network, rate);
        }
        if (data != null) {
          BatchArrays.free(data);
        }
        data = batches.vectorizer().vectorize(batch);
        // Deeplearning4j sums the score over the steps of an example and averages over the batch.
        double sum = learner.fit(data) * batch.size();
        number++;
        double batchTargets = BatchArrays.targets(data);
        double loss = sum / batchTargets;
        if (!Double.isFinite(loss)) {
          throw diverged(network, data, epoch + 1, number, rate);
        }
        lossSum += sum;
        targets += batchTargets;
        BatchRecord done = new BatchRecord(epoch + 1, number, batch.size(), loss, rate);
        listeners.forEach(listener -> listener.batchDone(done));
      }
    }
    // The loss of a batch is measured before its update, and the last update may have diverged.
    if (data != null && !Double.isFinite(network.params().sumNumber().doubleValue())) {
      throw diverged(network, data, epoch + 1, number, rate);
    }
    if (data != null) {
      BatchArrays.free(data);
    }
    network.incrementEpochCount();
    double seconds = before + (System.nanoTime() - start) / 1e9;
    return new EpochRecord(
        epoch + 1, rate, lossSum / targets, seconds, learner.validate(validation));
  }

  private UserError diverged(
      MultiLayerNetwork network, DataSet data, int epoch, int batch, double rate) {
    Divergence divergence = Divergence.find(network, data);
    return new UserError(
        "training diverged in epoch %d, batch %d: %s; ".formatted(epoch, batch, divergence.place())
            + (divergence.isInData()
                ? "expected finite numbers only"
                : "try a learning rate below " + rate + " or gradient clipping")
            + (checkpoints != null && epoch > 1
                ? "; the last good checkpoint is " + Checkpoint.folder(checkpoints, epoch - 1)
                : ""));
  }
}

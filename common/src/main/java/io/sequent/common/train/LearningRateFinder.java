package io.sequent.common.train;

import io.sequent.common.UserError;
import io.sequent.common.data.Batches;
import io.sequent.common.network.recurrent.CarriedState;
import io.sequent.common.network.update.BatchArrays;
import io.sequent.common.network.update.TrainingStep;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Finds a good learning rate by the range test (Smith, 2017, "Cyclical Learning Rates for Training
 * Neural Networks"): trains a new network while the rate rises evenly on a logarithmic scale, until
 * the loss goes up. Where the loss falls most steeply, the rate is high enough to learn fast and
 * well below the point of divergence.
 */
public final class LearningRateFinder {
  /** Decay of the moving average that smooths the noisy loss of single batches. */
  private static final double SMOOTHING = 0.95;

  /** The test ends once the loss is this many times its lowest value: it will not recover. */
  private static final double MAX_LOSS_RATIO = 4;

  /** The slope at an update is measured over this many updates to either side. */
  private static final int SLOPE_RADIUS = 5;

  private final double lowest;
  private final double highest;
  private final int updates;
  private final long seed;

  /**
   * @param lowest learning rate of the first update, above 0
   * @param highest learning rate of the last update, above {@code lowest}
   * @param updates maximum number of updates, at least 20
   * @param seed of shuffling and dropout
   */
  public LearningRateFinder(double lowest, double highest, int updates, long seed) {
    if (!(lowest > 0 && highest > lowest) || updates < 20) {
      throw new IllegalArgumentException(
          "rates from %s to %s in %d updates, expected 0 < lowest < highest and 20 updates"
              .formatted(lowest, highest, updates));
    }
    this.lowest = lowest;
    this.highest = highest;
    this.updates = updates;
    this.seed = seed;
  }

  /**
   * An update of the test.
   *
   * @param rate learning rate of the update
   * @param loss moving average of the loss per output up to the update
   */
  public record Point(double rate, double loss) {}

  /**
   * Result of the test.
   *
   * @param points in the order of rising rates
   * @param suggested rate at which the loss fell most steeply
   */
  public record Finding(List<Point> points, double suggested) {
    public Finding {
      points = List.copyOf(points);
    }
  }

  /**
   * Runs the test.
   *
   * @param network initialised and untrained; not usable afterwards
   * @throws UserError if the optimizer has no learning rate, or the loss of the first batch is not
   *     finite
   */
  public <E> Finding find(MultiLayerNetwork network, Batches<E> batches) {
    if (!hasRate(network)) {
      throw new UserError("find-lr: the optimizer has no learning rate, expected one that has");
    }
    List<Point> points = points(network, batches);
    return new Finding(points, points.get(steepest(points)).rate());
  }

  @SuppressWarnings("try") // Only the scope of the carried state matters.
  private <E> List<Point> points(MultiLayerNetwork network, Batches<E> batches) {
    TrainingStep step = new TrainingStep(network);
    List<Point> points = new ArrayList<>();
    double average = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int epoch = 0; ; epoch++) {
      Nd4j.getRandom().setSeed(Batches.epochSeed(seed, epoch));
      try (CarriedState state = CarriedState.of(network, batches.consecutive())) {
        for (List<E> batch : batches.epoch(seed, epoch)) {
          double rate = rate(points.size());
          LearningRate.set(network, rate);
          double loss = loss(step, batches, batch);
          int count = points.size() + 1;
          average = SMOOTHING * average + (1 - SMOOTHING) * loss;
          double smooth = average / (1 - Math.pow(SMOOTHING, count));
          if (points.isEmpty() && !Double.isFinite(loss)) {
            throw new UserError("find-lr: the loss of the first batch is " + loss);
          }
          if (!Double.isFinite(smooth)
              || (count > SLOPE_RADIUS && smooth > MAX_LOSS_RATIO * least)) {
            return points;
          }
          least = Math.min(least, smooth);
          points.add(new Point(rate, smooth));
          if (points.size() == updates) {
            return points;
          }
        }
      }
    }
  }

  private <E> double loss(TrainingStep step, Batches<E> batches, List<E> batch) {
    DataSet data = batches.vectorizer().vectorize(batch);
    try {
      return step.fit(data) * batch.size() / BatchArrays.targets(data);
    } finally {
      BatchArrays.free(data);
    }
  }

  private double rate(int update) {
    return lowest * Math.pow(highest / lowest, (double) update / (updates - 1));
  }

  /** Index of the steepest fall before the lowest loss; the middle if the loss never falls. */
  private static int steepest(List<Point> points) {
    int least = 0;
    for (int i = 1; i < points.size(); i++) {
      least = points.get(i).loss() < points.get(least).loss() ? i : least;
    }
    int steepest = points.size() / 2;
    double fall = 0;
    for (int i = SLOPE_RADIUS; i + SLOPE_RADIUS <= least; i++) {
      double slope = points.get(i + SLOPE_RADIUS).loss() - points.get(i - SLOPE_RADIUS).loss();
      if (slope < fall) {
        fall = slope;
        steepest = i;
      }
    }
    return steepest;
  }

  private static boolean hasRate(MultiLayerNetwork network) {
    for (Layer layer : network.getLayers()) {
      for (String parameter : layer.paramTable().keySet()) {
        IUpdater updater = layer.getConfig().getUpdaterByParam(parameter);
        // Frozen layers have none.
        if (updater != null && updater.hasLearningRate()) {
          return true;
        }
      }
    }
    return false;
  }
}

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

/**
 * Looks for a good learning rate by the range test of Smith 2017 (Cyclical learning rates): trains
 * a new network while the rate rises evenly on a logarithmic scale, until the loss goes up. Where
 * the loss falls most steeply the rate is large enough to learn fast and far from too large.
 */
public final class LearningRateFinder {
  /** The loss of a batch is noisy; its moving average has this decay. */
  private static final double SMOOTHING = 0.95;

  /** Above so many times its least value, the loss will not come back. */
  private static final double HOPELESS = 4;

  /** So many updates around one tell its slope. */
  private static final int NEIGHBOURS = 5;

  private final double lowest;
  private final double highest;
  private final int updates;
  private final long seed;

  /**
   * @param lowest the rate of the first update, above 0
   * @param highest the rate of the last one, above {@code lowest}
   * @param updates how many to make at most, at least 20
   * @param seed of the batches and of dropout
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
   * One update of the test.
   *
   * @param rate its learning rate
   * @param loss the moving average of the loss up to it, of a single output
   */
  public record Point(double rate, double loss) {}

  /**
   * What the test found.
   *
   * @param points by rising rate
   * @param suggested the rate at which the loss fell most steeply
   */
  public record Finding(List<Point> points, double suggested) {
    public Finding {
      points = List.copyOf(points);
    }
  }

  /**
   * Makes the test.
   *
   * @param network initialised and not trained; of no use afterwards
   * @throws UserError if the optimizer has no learning rate, or the loss is not finite from the
   *     start
   */
  public <E> Finding find(MultiLayerNetwork network, Batches<E> batches) {
    if (!hasRate(network)) {
      throw new UserError("find-lr: the optimizer has no learning rate, expected another one");
    }
    List<Point> points = points(network, batches);
    return new Finding(points, points.get(steepest(points)).rate());
  }

  @SuppressWarnings("try") // The scope of the carried state is all that is wanted.
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
          if (!Double.isFinite(smooth) || count > NEIGHBOURS && smooth > HOPELESS * least) {
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

  /** The place of the steepest fall before the least loss; the middle if there is none. */
  private static int steepest(List<Point> points) {
    int least = 0;
    for (int i = 1; i < points.size(); i++) {
      least = points.get(i).loss() < points.get(least).loss() ? i : least;
    }
    int steepest = points.size() / 2;
    double fall = 0;
    for (int i = NEIGHBOURS; i + NEIGHBOURS <= least; i++) {
      double slope = points.get(i + NEIGHBOURS).loss() - points.get(i - NEIGHBOURS).loss();
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
        if (layer.getConfig().getUpdaterByParam(parameter).hasLearningRate()) {
          return true;
        }
      }
    }
    return false;
  }
}

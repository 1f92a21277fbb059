package io.sequent.common.train.display;

import io.sequent.common.report.Charts;
import io.sequent.common.report.Picture;
import io.sequent.common.train.history.History;
import io.sequent.common.train.history.History.EpochRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The curves of a training: loss and leading metric over the epochs. */
public final class Curves {
  private static final String LOSS = "loss";

  private Curves() {}

  /**
   * A chart of the losses and, if another metric determines the best epoch, one of that metric.
   *
   * @param history at least one epoch
   */
  public static List<Picture> of(History history) {
    List<Picture> pictures = new ArrayList<>();
    Map<String, double[]> losses = new LinkedHashMap<>();
    losses.put("training", values(history, EpochRecord::trainLoss));
    if (history.epochs().get(0).validation().containsKey(LOSS)) {
      losses.put("validation", values(history, epoch -> metric(epoch, LOSS)));
    }
    pictures.add(picture("Loss", LOSS, history, losses));
    String leading = history.metric().name();
    if (!leading.equals(LOSS)) {
      double[] validation = values(history, epoch -> metric(epoch, leading));
      pictures.add(
          picture("Validation " + leading, leading, history, Map.of("validation", validation)));
    }
    return pictures;
  }

  private static double metric(EpochRecord epoch, String name) {
    return epoch.validation().getOrDefault(name, Double.NaN);
  }

  private static double[] values(History history, ToDoubleFunction<EpochRecord> value) {
    return history.epochs().stream().mapToDouble(value).toArray();
  }

  private static Picture picture(
      String title, String metric, History history, Map<String, double[]> lines) {
    double[] epochs = values(history, EpochRecord::epoch);
    return new Picture("curve-" + metric, Charts.lines(title, "epoch", metric, epochs, lines));
  }
}

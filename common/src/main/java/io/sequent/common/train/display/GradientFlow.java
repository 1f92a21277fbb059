package io.sequent.common.train.display;

import io.sequent.common.UserError;
import io.sequent.common.network.engine.NativeFloats;
import io.sequent.common.report.GradientFlowChart;
import io.sequent.common.report.Picture;
import io.sequent.common.train.BatchRecord;
import io.sequent.common.train.TrainingExtent;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.history.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Records some eight times an epoch how large the gradient of each parameter is, before clipping
 * and before the optimizer. After each epoch all records are in a file; a training that is resumed
 * goes on with those of the epochs that it does not train again, so that it ends with the same
 * file.
 *
 * <pre>{@code
 * GradientFlow gradients = new GradientFlow(network, runFolder.resolve("gradients.csv"));
 * new Trainer(options, schedule, List.of(gradients), checkpoints).train(network, batches, validation);
 * Pictures.write(gradients.picture(), runFolder);
 * }</pre>
 */
public final class GradientFlow implements TrainingListener {
  private static final int AN_EPOCH = 8;

  /** As many lines a chart can hold; where there are more parameters, a layer is one line. */
  private static final int MOST_LINES = 8;

  private static final int PIECE = 4096;

  private final MultiLayerNetwork network;
  private final Path file;
  private final Probe probe = new Probe();
  private final List<GradientRecord> records = new ArrayList<>();

  private int batches = 1;

  /**
   * @param network the one that is trained
   * @param file a CSV file, written anew after each epoch
   */
  public GradientFlow(MultiLayerNetwork network, Path file) {
    this.network = network;
    this.file = file;
  }

  /**
   * The records of a file.
   *
   * @throws UserError if the file is something else
   * @throws IOException if it cannot be read
   */
  public static List<GradientRecord> read(Path file) throws IOException {
    return GradientCsv.read(file);
  }

  /** All records so far, in the order of the updates and, within, of the layers. */
  public List<GradientRecord> records() {
    return List.copyOf(records);
  }

  /** The records so far as a chart. */
  public Picture picture() {
    return picture(records);
  }

  /**
   * Records as a chart: a line for each parameter or, where these are many, for each layer.
   *
   * @param records in the order of the updates
   */
  public static Picture picture(List<GradientRecord> records) {
    Map<String, List<GradientRecord>> byParameter = by(records, GradientRecord::parameter);
    boolean few = byParameter.size() <= MOST_LINES;
    Map<String, List<GradientRecord>> groups =
        few ? byParameter : by(records, row -> "layer " + row.layer());
    List<GradientFlowChart.Line> lines = new ArrayList<>();
    groups.forEach((name, rows) -> lines.add(line(name, rows)));
    String title = few ? "Gradients by parameter" : "Gradients by layer";
    return new Picture("gradients", GradientFlowChart.of(title, lines));
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
    probe.wanted = isDue(1);
    network.addListeners(probe);
  }

  @Override
  public void batchDone(BatchRecord batch) {
    if (isDue(batch.batch())) {
      long update = (long) (batch.epoch() - 1) * batches + batch.batch();
      probe.sizes.forEach(
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
    probe.wanted = isDue(batch.batch() % batches + 1);
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

  /** Evenly over the epoch, its last batch always; each batch where there are few. */
  private boolean isDue(int batch) {
    return (long) batch * AN_EPOCH / batches > (batch - 1L) * AN_EPOCH / batches;
  }

  private static Map<String, List<GradientRecord>> by(
      List<GradientRecord> records, Function<GradientRecord, String> key) {
    return records.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }

  private static GradientFlowChart.Line line(String name, List<GradientRecord> rows) {
    Map<Long, List<GradientRecord>> byUpdate =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    GradientRecord::update, LinkedHashMap::new, Collectors.toList()));
    Collection<List<GradientRecord>> groups = byUpdate.values();
    return new GradientFlowChart.Line(
        name,
        byUpdate.keySet().stream().map(Long::doubleValue).toList(),
        groups.stream().map(GradientFlow::mean).toList(),
        groups.stream().map(GradientFlow::maximum).toList());
  }

  private static double mean(List<GradientRecord> rows) {
    double sum = rows.stream().mapToDouble(row -> row.mean() * row.numbers()).sum();
    return sum / rows.stream().mapToLong(GradientRecord::numbers).sum();
  }

  private static double maximum(List<GradientRecord> rows) {
    return rows.stream().mapToDouble(GradientRecord::maximum).max().orElseThrow();
  }

  /** Looks at the gradient while it is one: later, Deeplearning4j has made the update of it. */
  private static final class Probe extends BaseTrainingListener {
    private final Map<String, Size> sizes = new LinkedHashMap<>();
    private boolean wanted;

    @Override
    public void onGradientCalculation(Model model) {
      if (wanted) {
        sizes.clear();
        model
            .gradient()
            .gradientForVariable()
            .forEach((parameter, gradient) -> sizes.put(parameter, Size.of(gradient)));
      }
    }
  }

  /** Of the gradient summed over the examples of a batch. */
  private record Size(long numbers, double mean, double maximum) {
    static Size of(INDArray gradient) {
      if (!NativeFloats.suit(gradient)) {
        return new Size(
            gradient.length(),
            gradient.ameanNumber().doubleValue(),
            gradient.amaxNumber().doubleValue());
      }
      // The order does not matter here, gaps do.
      FloatBuffer buffer = NativeFloats.buffer(gradient);
      INDArray dense = buffer.capacity() == gradient.length() ? gradient : gradient.dup();
      Size size = of(NativeFloats.buffer(dense));
      Reference.reachabilityFence(dense);
      return size;
    }

    /** One pass, and a sum that is exact enough for millions of numbers. */
    private static Size of(FloatBuffer numbers) {
      float[] piece = new float[PIECE];
      double sum = 0;
      float maximum = 0;
      for (int from = 0; from < numbers.capacity(); from += PIECE) {
        int n = Math.min(PIECE, numbers.capacity() - from);
        numbers.get(from, piece, 0, n);
        for (int i = 0; i < n; i++) {
          float absolute = Math.abs(piece[i]);
          sum += absolute;
          maximum = Math.max(maximum, absolute);
        }
      }
      return new Size(numbers.capacity(), sum / numbers.capacity(), maximum);
    }
  }
}

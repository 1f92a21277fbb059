package io.sequent.common.train;

import io.sequent.common.UserError;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.network.file.ModelFile;
import io.sequent.common.network.update.WeightAverage;
import io.sequent.common.train.history.History;
import io.sequent.common.train.history.HistoryCsv;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The state of a training after an epoch, as a folder such as {@code epoch-007}: {@code model.zip}
 * with the updater state, {@code history.csv}, {@code average.zip} if weights are averaged, and
 * {@code best.zip} if an earlier epoch was better. A folder of that name is always complete: it is
 * written under a temporary name, forced to disk and renamed; only then are older ones deleted.
 */
final class Checkpoint {
  private static final Pattern NAME = Pattern.compile("epoch-(\\d{3,9})");
  private static final String MODEL = "model.zip";
  private static final String AVERAGE = "average.zip";
  private static final String BEST = "best.zip";
  private static final String HISTORY = "history.csv";

  private final Path folder;

  private Checkpoint(Path folder) {
    this.folder = folder;
  }

  /** Folder of the checkpoint of an epoch, counted from 1. */
  static Path folder(Path checkpoints, int epoch) {
    return checkpoints.resolve(String.format(Locale.ROOT, "epoch-%03d", epoch));
  }

  /** The latest complete checkpoint, if any. */
  static Optional<Checkpoint> latest(Path checkpoints) throws IOException {
    return complete(checkpoints).stream()
        .max(Comparator.comparingInt(Checkpoint::epoch))
        .map(Checkpoint::new);
  }

  /**
   * Writes a checkpoint and deletes older ones.
   *
   * @param average moving average of the parameters
   * @param best parameters of the best epoch, averaged if averaging is on
   * @param history the epochs so far, at least one
   */
  static void write(
      Path checkpoints,
      MultiLayerNetwork network,
      WeightAverage average,
      INDArray best,
      History history)
      throws IOException {
    Path folder = folder(checkpoints, history.epochs().size());
    Path partial = folder.resolveSibling(folder.getFileName() + ".tmp");
    delete(partial);
    Files.createDirectories(partial);
    ModelFile.save(network, partial.resolve(MODEL));
    if (average.isOn()) {
      ModelFile.saveWithParameters(network, average.values(), partial.resolve(AVERAGE));
    }
    if (!history.lastIsBest()) {
      ModelFile.saveWithParameters(network, best, partial.resolve(BEST));
    }
    HistoryCsv.write(partial.resolve(HISTORY), history.epochs());
    force(partial);
    Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
    forceFolder(checkpoints);
    try (Stream<Path> siblings = Files.list(checkpoints)) {
      for (Path old : siblings.filter(path -> !path.equals(folder)).toList()) {
        if (NAME.matcher(stem(old)).matches()) {
          delete(old);
        }
      }
    }
  }

  /**
   * The epochs so far.
   *
   * @throws UserError if they are not as many as the folder's name says, or lack the metric
   */
  History history(Metric metric) throws IOException {
    Path file = folder.resolve(HISTORY);
    History history = new History(metric, HistoryCsv.read(file));
    if (history.epochs().size() != epoch(folder)) {
      throw new UserError(
          "%s: %d epochs, expected %d as the folder is named"
              .formatted(file, history.epochs().size(), epoch(folder)));
    }
    if (history.epochs().stream().anyMatch(e -> !e.validation().containsKey(metric.name()))) {
      throw UserError.at(file, 1, "no column of the metric '" + metric.name() + "'");
    }
    return history;
  }

  /**
   * Restores weights, updater state and counters of a network of the same configuration.
   *
   * @throws UserError if its configuration differs
   */
  void restore(MultiLayerNetwork network) throws IOException {
    MultiLayerNetwork saved = load(MODEL, network);
    INDArray state = saved.updaterState();
    INDArray target = network.updaterState();
    if ((state == null ? 0 : state.length()) != (target == null ? 0 : target.length())) {
      throw new UserError(folder + ": the checkpoint belongs to a training by another optimizer");
    }
    network.setParams(saved.params());
    if (target != null) {
      target.assign(state);
    }
    network
        .getLayerWiseConfigurations()
        .setIterationCount(saved.getLayerWiseConfigurations().getIterationCount());
    network
        .getLayerWiseConfigurations()
        .setEpochCount(saved.getLayerWiseConfigurations().getEpochCount());
  }

  /**
   * Restores the average of the weights, if there is one.
   *
   * @param network whose weights are averaged
   * @throws UserError if either the checkpoint or the training averages weights, but not both
   */
  void restore(WeightAverage average, MultiLayerNetwork network) throws IOException {
    if (average.isOn() != isAveraged()) {
      throw new UserError(
          "%s: the checkpoint was written %s weight averaging, expected one %s it"
              .formatted(
                  folder, isAveraged() ? "with" : "without", isAveraged() ? "without" : "with"));
    }
    if (isAveraged()) {
      average.restore(load(AVERAGE, network).params());
    }
  }

  /** Parameters of the best epoch, averaged if averaging is on. */
  INDArray bestParameters(History history, MultiLayerNetwork network) throws IOException {
    String last = isAveraged() ? AVERAGE : MODEL;
    return load(history.lastIsBest() ? last : BEST, network).params();
  }

  private MultiLayerNetwork load(String file, MultiLayerNetwork network) throws IOException {
    return ModelFile.load(folder.resolve(file), network.getLayerWiseConfigurations());
  }

  private boolean isAveraged() {
    return Files.exists(folder.resolve(AVERAGE));
  }

  private static List<Path> complete(Path checkpoints) throws IOException {
    if (!Files.isDirectory(checkpoints)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(checkpoints)) {
      return folders.filter(path -> NAME.matcher(path.getFileName().toString()).matches()).toList();
    }
  }

  private static int epoch(Path folder) {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    return name.matches() ? Integer.parseInt(name.group(1)) : 0;
  }

  /** The name without the suffix of an unfinished checkpoint. */
  private static String stem(Path folder) {
    String name = folder.getFileName().toString();
    return name.endsWith(".tmp") ? name.substring(0, name.length() - ".tmp".length()) : name;
  }

  private static void force(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
    }
    forceFolder(folder);
  }

  /** Makes renamed files durable. Windows cannot open folders and does not need it. */
  private static void forceFolder(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> tree = Files.walk(folder)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}

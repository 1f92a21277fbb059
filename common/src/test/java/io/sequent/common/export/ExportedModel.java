package io.sequent.common.export;

import io.sequent.common.config.Config;
import io.sequent.common.experiment.DataChoice;
import io.sequent.common.experiment.SavedRun;
import io.sequent.common.experiment.TrainingStart;
import io.sequent.common.predict.Prediction;
import io.sequent.common.predict.Predictor;
import io.sequent.common.run.RunFolder;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A model prepared on its task's sample, with random weights, and the file that it is exported to.
 *
 * @param file {@code model.onnx}
 */
public record ExportedModel<E, P extends Preparation>(Task<E, P> task, Model<P> model, Path file) {
  private static final double DEVIATION = 0.1;
  private static final int EXAMPLES = 4;

  /**
   * Exports a model.
   *
   * @param preset whose network it has
   * @param settings over those of the preset, to keep it small
   * @param calibrated what calibration makes of its preparation
   */
  public static <E, P extends Preparation> ExportedModel<E, P> of(
      Task<E, P> task,
      String preset,
      Map<String, String> settings,
      UnaryOperator<P> calibrated,
      Path folder)
      throws IOException {
    Config config =
        TaskSettings.defaults(task)
            .with(Presets.named(task, preset).values(), "")
            .with(Map.of("max-train", "60", "max-test", "20"), "")
            .with(settings, "");
    Model<P> fresh = TrainingStart.of(task, config, DataChoice.of(task, "sample")).model();
    // Biases too: what starts as zeros could stand anywhere.
    INDArray weights = fresh.network().params();
    Nd4j.getRandom().setSeed(3);
    weights.addi(Nd4j.randn(weights.shape()).muli(DEVIATION));
    Model<P> model =
        new Model<>(fresh.network(), calibrated.apply(fresh.preparation()), fresh.config());
    Path file = folder.resolve("model.onnx");
    OnnxExport.of(task, model, "test").write(file);
    return new ExportedModel<>(task, model, file);
  }

  /**
   * The model of a run.
   *
   * @param file to which it was exported
   */
  public static <E, P extends Preparation> ExportedModel<E, P> ofRun(
      Task<E, P> task, Path run, Path file) throws IOException {
    return new ExportedModel<>(task, SavedRun.read(new RunFolder(run), task).load(task), file);
  }

  /** Requires the outputs of the network for some examples of the sample. */
  public void assertSame() throws Exception {
    List<E> examples =
        TrainingStart.read(task, model.config(), DataChoice.of(task, "sample")).test();
    List<E> some = examples.subList(0, Math.min(EXAMPLES, examples.size()));
    DataSet batch = task.vectorizer(model.preparation(), model.config()).vectorize(some);
    INDArray features = batch.getFeatures();
    INDArray mask = batch.getFeaturesMaskArray();
    INDArray output =
        task.ensembles()
            .calibrated(
                model, model.network().output(features, false, mask, batch.getLabelsMaskArray()));
    int[] lengths = new int[some.size()];
    Arrays.fill(lengths, (int) features.size(features.rank() - 1));
    try (OnnxFileRun run = OnnxFileRun.of(file)) {
      // What is computed around a network, the tests of its task compare.
      if (!run.inputNames().contains("closes")) {
        int[] steps = mask == null ? lengths : mask.sum(1).toIntVector();
        ExportedNetwork.assertClose(output, run.withFeatures(features, steps).run().first(), steps);
      }
    }
  }

  /** What the model itself predicts for some lines. */
  public List<? extends Prediction> predictions(Map<String, String> options, String... lines) {
    Config given = TaskSettings.predictionDefaults(task).with(options, "");
    return predictions(task.predictor(Ensemble.of(model), given), lines);
  }

  private static <I, O extends Prediction> List<O> predictions(
      Predictor<I, O> predictor, String... lines) {
    return predictor.predict(predictor.reader().read(List.of(lines)));
  }
}

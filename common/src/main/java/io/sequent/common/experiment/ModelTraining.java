package io.sequent.common.experiment;

import io.sequent.common.config.Config;
import io.sequent.common.data.Batches;
import io.sequent.common.data.Splits;
import io.sequent.common.inference.ModelEvaluation;
import io.sequent.common.network.build.OptimizerSettings;
import io.sequent.common.network.file.ModelFile;
import io.sequent.common.run.RunFolder;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.train.Trainer;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.TrainingOptions;
import io.sequent.common.train.TrainingSettings;
import io.sequent.common.train.display.GradientFlow;
import io.sequent.common.train.history.History;
import io.sequent.common.train.history.HistoryCsv;
import io.sequent.common.train.schedule.ScheduleSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The first step of an experiment: trains a model and saves it. */
final class ModelTraining<E, P extends Preparation> {
  private final Task<E, P> task;
  private final RunFolder folder;
  private final GradientFlow gradients;
  private final List<TrainingListener> others;

  /**
   * @param folder gets checkpoints and, as soon as the last epoch is done, the history and the
   *     model; training resumes from the checkpoints that are there
   * @param gradients of the network that is trained
   * @param others also told of the training
   */
  ModelTraining(
      Task<E, P> task, RunFolder folder, GradientFlow gradients, List<TrainingListener> others) {
    this.task = task;
    this.folder = folder;
    this.gradients = gradients;
    this.others = others;
  }

  /**
   * Trains.
   *
   * @param start the untrained model and what it is trained on
   * @param validation the batches of the validation set
   */
  CompletedTraining<P> train(TrainingStart<E, P> start, Batches<E> validation) throws IOException {
    Model<P> model = start.model();
    Splits<E> splits = start.splits();
    Batches<E> batches = start.batches();
    OtherLoad otherLoad = new OtherLoad();
    List<TrainingListener> listeners = new ArrayList<>(List.of(gradients, each(otherLoad)));
    listeners.addAll(others); // Which may ask for the gradients of an epoch.
    History history =
        trainer(model.config(), batches, listeners)
            .train(
                model.network(),
                batches,
                network ->
                    ModelEvaluation.of(task, Ensemble.of(model), splits.validation(), validation)
                        .metrics());
    ModelFile.saveForUse(model.network(), folder.model());
    HistoryCsv.write(folder.history(), history.epochs());
    return new CompletedTraining<>(model, history, gradients.picture(), otherLoad.mean());
  }

  private Trainer trainer(Config config, Batches<E> batches, List<TrainingListener> listeners) {
    return new Trainer(
        TrainingOptions.from(config, TaskSettings.metric(task, config)),
        ScheduleSettings.schedule(
            config,
            config.get(OptimizerSettings.LEARNING_RATE),
            config.get(TrainingSettings.EPOCHS),
            batches.perEpoch(),
            TaskSettings.scheduleMetric(task, config)),
        listeners,
        folder.checkpoints());
  }

  private static TrainingListener each(OtherLoad otherLoad) {
    return new TrainingListener() {
      @Override
      public void epochDone(History history) {
        otherLoad.sample();
      }
    };
  }
}

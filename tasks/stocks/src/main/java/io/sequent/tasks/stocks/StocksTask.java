package io.sequent.tasks.stocks;

import io.sequent.common.config.Config;
import io.sequent.common.data.Batches;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.export.ExportView;
import io.sequent.common.export.ExportableTask;
import io.sequent.common.network.build.SequenceNetwork;
import io.sequent.common.predict.Predictor;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.EnsembleRules;
import io.sequent.common.task.Model;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskData;
import io.sequent.common.task.TaskDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.kohsuke.MetaInfServices;

/**
 * Forecasts the closing prices of several series some trading days ahead from a window of their
 * past closes; by default two days ahead from 30 days of GOOG and AAPL. Figures are in prices and
 * stand beside persistence, the forecast that nothing changes.
 */
@MetaInfServices(Task.class)
public final class StocksTask implements ExportableTask<PriceWindow, StocksPreparation> {
  @Override
  public TaskDescription description() {
    return TaskDescription.of(
            "stocks",
            "forecast closing prices from windows of past ones (GOOG and AAPL, two days ahead)",
            StocksEvaluator.metrics())
        .withSettings(StocksSettings.all())
        .withDefaults(StocksSettings.defaults())
        .withUse(
            "To compare sequence models on time series. It is no basis for buying or selling: compare"
                + " its errors with those of persistence, the last close as the forecast.");
  }

  @Override
  public TaskData<PriceWindow> data() {
    return new StocksData();
  }

  @Override
  public StocksPreparation prepare(List<PriceWindow> train, Config config) {
    return StocksPreparation.of(train, config.get(StocksSettings.TARGET));
  }

  @Override
  public StocksPreparation restore(Path run, Config config) throws IOException {
    return StocksPreparation.restore(run);
  }

  @Override
  public MultiLayerConfiguration network(StocksPreparation preparation, Config config) {
    int series = preparation.series().size();
    return SequenceNetwork.from(config)
        .values(series)
        .perSequence(series, config.get(StocksSettings.WINDOW));
  }

  @Override
  public Vectorizer<PriceWindow> vectorizer(StocksPreparation preparation, Config config) {
    return new StocksVectorizer(preparation);
  }

  @Override
  public Evaluator<PriceWindow> evaluator(Ensemble<StocksPreparation> models) {
    return new StocksEvaluator(models.first().preparation());
  }

  /** Each line has the closes of one day; each from the first whole window on has a forecast. */
  @Override
  public Predictor<?, ?> predictor(Ensemble<StocksPreparation> models, Config options) {
    return new StocksPredictor(models);
  }

  /** The spread of the validation residuals, for prediction intervals. */
  @Override
  public StocksPreparation calibrate(
      Model<StocksPreparation> model, Batches<PriceWindow> validation) {
    return model.preparation().with(ResidualSpread.of(model, validation));
  }

  @Override
  public ExportView export(StocksPreparation preparation, Config config) {
    return new StocksExport(preparation);
  }

  @Override
  public EnsembleRules<PriceWindow, StocksPreparation> ensembles() {
    return new StocksEnsembles();
  }
}

package io.sequent.common.task;

import io.sequent.common.config.Config;
import io.sequent.common.data.Batches;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.predict.Predictor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A modelling task: its data, what is fitted on them, its network, its evaluation and its
 * predictions. The toolkit does the rest: finding data, training, checkpoints, run folders,
 * comparisons, studies, searches, the command line.
 *
 * <p>Data flows one way: {@link #data} reads examples, {@link #prepare} sees the training examples
 * alone, {@link #vectorizer} turns examples into arrays, {@link #network} is trained on them,
 * {@link #evaluator} and {@link #predictor} read its output.
 *
 * <p>An implementation is found by {@link java.util.ServiceLoader}; annotate it with
 * {@code @MetaInfServices(Task.class)}. It is stateless and has a public constructor without
 * parameters. Presets are a file {@code presets.yaml} beside its class, see {@link Presets}.
 *
 * @param <E> one example, such as a labelled text or a price window
 * @param <P> what is fitted on the training data, such as a vocabulary
 */
public interface Task<E, P extends Preparation> {
  /** Name, summary, metrics and settings: what the task looks like from outside. */
  TaskDescription description();

  /** Where the data are and how they are read. */
  TaskData<E> data();

  /**
   * Fits vocabularies and scalers on the training examples.
   *
   * @throws io.sequent.common.UserError for settings that do not fit the data or each other
   */
  P prepare(List<E> train, Config config);

  /**
   * Reads what {@link Preparation#save} wrote into a run folder.
   *
   * @throws io.sequent.common.UserError if the files are damaged
   */
  P restore(Path run, Config config) throws IOException;

  /** The network: a plain configuration that Deeplearning4j saves, loads and prints. */
  MultiLayerConfiguration network(P preparation, Config config);

  /**
   * Gives a new network the weights that it starts from, where these are not random: those of an
   * encoder that others trained. Nothing by default.
   *
   * @param network initialised, of {@link #network}
   * @throws io.sequent.common.UserError if they are missing or damaged
   */
  default void initialise(MultiLayerNetwork network, P preparation, Config config)
      throws IOException {}

  /** Turns examples into arrays. */
  Vectorizer<E> vectorizer(P preparation, Config config);

  /**
   * A new evaluator for one pass over one split.
   *
   * @param models whose joint output it gets, in the form of the first model's output
   */
  Evaluator<E> evaluator(Ensemble<P> models);

  /**
   * Predicts with trained models.
   *
   * @param models one, or several that predict together
   * @param options the {@linkplain TaskDescription#predictionSettings prediction settings}
   */
  Predictor<?, ?> predictor(Ensemble<P> models, Config options);

  /** The name on the command line. */
  default String name() {
    return description().name();
  }

  /**
   * What is chosen on validation, beside the best epoch, when training is over: thresholds, say, or
   * the width of intervals.
   *
   * @param model with the best weights
   * @return the model's preparation with what was chosen in it; unchanged by default
   */
  default P calibrate(Model<P> model, Batches<E> validation) {
    return model.preparation();
  }

  /** What people can see of a trained model; nothing by default. */
  default ModelView<E, P> view() {
    return new ModelView<>() {};
  }

  /** How several models predict together; by default models of one output size by their mean. */
  default EnsembleRules<E, P> ensembles() {
    return new EnsembleRules<>() {};
  }
}

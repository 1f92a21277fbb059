package io.sequent.common.task;

import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.data.Batches;
import io.sequent.common.data.DataSource;
import io.sequent.common.data.SequenceLengths;
import io.sequent.common.data.ShuffledBatches;
import io.sequent.common.data.Splits;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.report.MarkedText;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import io.sequent.common.train.TrainingSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One modelling task: which data, which preparation, which network, which evaluation. The toolkit
 * does the rest: finding data, batching, training, checkpoints, run folders, the command line.
 *
 * <p>Data flows one way: {@link #read} gives examples, {@link #prepare} looks at the training
 * examples only, {@link #vectorizer} turns examples into arrays, {@link #network} says what is
 * trained on them and {@link #evaluator} judges its output.
 *
 * <p>An implementation is found by {@link java.util.ServiceLoader}; annotate it with
 * {@code @AutoService(Task.class)}. It is stateless and has a public constructor without
 * parameters.
 *
 * @param <E> one example, such as a labelled text or a price window
 * @param <P> what is fitted on the training data, such as a vocabulary
 */
public interface Task<E, P extends Preparation> {
  /** The name on the command line, lower case, such as {@code ner}. */
  String name();

  /** What the task does, one sentence without a full stop, for help texts. */
  String summary();

  /** Where its data lie. */
  DataSource source();

  /** Everything that can be set for a training, defaults included, in the order of presentation. */
  List<Setting<?>> settings();

  /**
   * Named sets of its settings; a task that comes with some reads them by {@link Presets#beside}.
   */
  default List<Preset> presets() {
    return List.of();
  }

  /**
   * The name of the preset for real data where the user names none.
   *
   * @param given the settings of the call, by name
   */
  default String usualPreset(Map<String, String> given) {
    return presets().stream().anyMatch(preset -> preset.name().equals(Presets.RECIPE))
        ? Presets.RECIPE
        : Presets.NONE;
  }

  /** What can be set for {@link #predict} alone; not part of a trained model. */
  default List<Setting<?>> predictionSettings() {
    return List.of();
  }

  /**
   * The files that {@link #read} will read, in a fixed order: what a run's data are known by.
   *
   * @param data a file or folder in the task's format
   * @throws io.sequent.common.UserError if the place does not hold the task's data
   */
  List<Path> files(Path data, Config config) throws IOException;

  /**
   * Reads and splits the data.
   *
   * @param data a file or folder in the task's format
   * @throws io.sequent.common.UserError for bad data, naming file, line and what was expected
   * @throws IOException if a file cannot be read
   */
  Splits<E> read(Path data, Config config) throws IOException;

  /** Fits vocabularies and scalers on the training examples; sees nothing else. */
  P prepare(List<E> train, Config config);

  /** Reads back what {@link Preparation#save} wrote into a run folder. */
  P restore(Path run, Config config) throws IOException;

  /** The network: a plain configuration that Deeplearning4j saves, loads and prints. */
  MultiLayerConfiguration network(P preparation, Config config);

  /** Turns examples into arrays. */
  Vectorizer<E> vectorizer(P preparation, Config config);

  /**
   * How examples are put into batches, to train on them or to be judged: at random, unless they
   * follow on each other.
   */
  default Batches<E> batches(List<E> examples, P preparation, Config config) {
    return new ShuffledBatches<>(
        examples, vectorizer(preparation, config), config.get(TrainingSettings.BATCH_SIZE));
  }

  /**
   * What models must have in common to answer together, by name, each as a user would write it:
   * what they tell, such as the classes in their order, and which settings say what an example is.
   */
  Map<String, String> terms(Model<P> model);

  /**
   * The joint output of several models. A task whose models tell in scales of their own brings them
   * to one.
   *
   * @param outputs of each model, for the same examples; two or more
   * @return in the terms of the first model
   */
  default INDArray mean(Ensemble<P> models, List<E> examples, List<INDArray> outputs) {
    return Ensemble.mean(outputs);
  }

  /**
   * What validation chooses beside the best epoch, when training is over: thresholds, say.
   *
   * @param model with the best weights
   * @return the model's preparation, with what was chosen in it; as it is unless the task says more
   */
  default P chosen(Model<P> model, Batches<E> validation) {
    return model.preparation();
  }

  /**
   * A fresh evaluator for one pass over one split with the weights as they are.
   *
   * @param models whose joint output it will get, in the terms of the first of them
   */
  Evaluator<E> evaluator(Ensemble<P> models);

  /** How long the training examples are, where that is worth a look. */
  default Optional<SequenceLengths> lengths(List<E> train, Config config) {
    return Optional.empty();
  }

  /**
   * What some examples look like, a row each, for people who see the data for the first time.
   *
   * @param examples of any split
   */
  default Table examples(List<E> examples) {
    return new Table(
        "Examples",
        List.of("example"),
        examples.stream().map(example -> List.of(String.valueOf(example))).toList());
  }

  /** What was found in the data, a line each, for whoever trains on them. */
  default List<String> notes(Splits<E> splits) {
    return List.of();
  }

  /** How an example is prepared, step by step, where that can be shown. */
  default Optional<Table> steps(E example, Config config) {
    return Optional.empty();
  }

  /** What the data look like as a whole: how long the training examples are, unless more fits. */
  default List<Picture> pictures(Splits<E> splits, Config config) {
    return lengths(splits.train(), config).map(SequenceLengths::histogram).stream().toList();
  }

  /**
   * What goes on inside a trained model, shown with some examples; none for a model that shows
   * nothing.
   *
   * @param validation the examples to choose from
   */
  default List<Picture> pictures(Model<P> model, List<E> validation) {
    return List.of();
  }

  /** Texts that the model writes by itself, by caption; none for a model that does not write. */
  default Map<String, String> samples(Model<P> model) {
    return Map.of();
  }

  /**
   * Each text with the spans that the model finds in it; none for a model that finds no spans.
   *
   * @param texts one line each
   */
  default List<MarkedText> marked(Model<P> model, List<String> texts) {
    return List.of();
  }

  /**
   * Predicts for each input line; writes one JSON object a line.
   *
   * @param models the trained models, which answer together
   * @param options the {@link #predictionSettings}
   * @param input UTF-8 lines from standard input or a file
   */
  void predict(Ensemble<P> models, Config options, BufferedReader input, PrintStream output)
      throws IOException;
}

package io.sequent.tasks.ner;

import io.sequent.common.config.Config;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.data.Vocabulary;
import io.sequent.common.encoder.EncoderSettings;
import io.sequent.common.encoder.TextEncoder;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.export.ExportView;
import io.sequent.common.export.ExportableTask;
import io.sequent.common.network.build.SequenceNetwork;
import io.sequent.common.network.build.TokenInput;
import io.sequent.common.network.build.TokenInput.Encoder;
import io.sequent.common.network.crf.ForbiddenTransitions;
import io.sequent.common.predict.Predictor;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.EnsembleRules;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskData;
import io.sequent.common.task.TaskDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.kohsuke.MetaInfServices;

/**
 * Finds names of people, places, organisations and others in Ukrainian sentences, on NER-UK or any
 * set in a usual form ({@link NerReader}). The words of a sentence, embedded or read by a
 * pretrained encoder, run through a recurrent network that tags each of them.
 */
@MetaInfServices(Task.class)
public final class NerTask implements ExportableTask<TaggedSentence, NerPreparation> {
  @Override
  public TaskDescription description() {
    return TaskDescription.of(
            "ner",
            "find named entities in Ukrainian sentences (NER-UK: people, places, organisations)",
            NerEvaluator.metrics())
        .withSettings(NerSettings.all())
        .withDefaults(NerSettings.defaults())
        .withUse(
            "To find names in Ukrainian sentences, for search and for statistics. It misses some and"
                + " finds some that are none, so it cannot be relied upon alone where each of them"
                + " matters, as when texts are made anonymous.")
        .withPredictionSettings(NerSettings.THRESHOLD, NerSettings.COLUMNS);
  }

  @Override
  public TaskData<TaggedSentence> data() {
    return new NerData();
  }

  @Override
  public NerPreparation prepare(List<TaggedSentence> train, Config config) {
    return NerPreparation.of(train, config);
  }

  @Override
  public NerPreparation restore(Path run, Config config) throws IOException {
    return NerPreparation.restore(run, config);
  }

  @Override
  public MultiLayerConfiguration network(NerPreparation preparation, Config config) {
    return input(preparation, config)
        .perStep(preparation.tags().size(), ForbiddenTransitions.iob2(preparation.tags()));
  }

  private static SequenceNetwork.Stack input(NerPreparation preparation, Config config) {
    SequenceNetwork network = SequenceNetwork.from(config);
    if (preparation.encoder().isEmpty()) {
      return network.tokens(
          TokenInput.of(preparation.words().size(), Vocabulary.UNKNOWN)
              .withBags(TokenFeatures.from(config).bags()));
    }
    TextEncoder encoder = preparation.encoder().get();
    return encoder.below(network, Encoder.RECURRENT, encoder.sizes().positions());
  }

  @Override
  public void initialise(MultiLayerNetwork network, NerPreparation preparation, Config config)
      throws IOException {
    if (EncoderSettings.fineTune(config)) {
      preparation.encoder().orElseThrow().fill(network);
    }
  }

  @Override
  public Vectorizer<TaggedSentence> vectorizer(NerPreparation preparation, Config config) {
    return SentenceVectorizer.of(preparation, config);
  }

  @Override
  public Evaluator<TaggedSentence> evaluator(Ensemble<NerPreparation> models) {
    return new NerEvaluator(models.first(), NerPredictor.decoder(models));
  }

  @Override
  public Predictor<?, ?> predictor(Ensemble<NerPreparation> models, Config options) {
    return new NerPredictor(models, options);
  }

  @Override
  public ExportView export(NerPreparation preparation, Config config) {
    return new NerExport(preparation, config);
  }

  @Override
  public EnsembleRules<TaggedSentence, NerPreparation> ensembles() {
    return new NerEnsembles();
  }
}

package io.sequent.common.network.layer.embedding;

import static java.util.Objects.requireNonNull;

import io.sequent.common.network.layer.SequenceMask;
import io.sequent.common.network.layer.TimeMajor;
import io.sequent.common.network.layer.TrainableLayer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Looks up the vectors of token ids, and of what else tokens have. Steps that do not count leave no
 * trace in the gradient, which is zero but for the rows of the ids in the batch. What a forward
 * pass keeps is what it looked up, by parameter.
 */
public final class TokenEmbeddingLayer extends TrainableLayer<TokenEmbedding, Map<String, Lookup>>
    implements TouchedRows, AdversarialInput {
  private static final long serialVersionUID = 1L;

  private final transient Map<String, EmbeddingTable> tables = new LinkedHashMap<>();
  private final transient @Nullable ChannelDropout channelDropout;
  private transient boolean keepTouchedRows;

  private transient Adversary adversary = Adversary.RESTS;

  /** The norm of each sequence's vectors while the adversary aims. */
  private transient double @Nullable [] norms;

  private transient @Nullable Perturbation perturbation;

  public TokenEmbeddingLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    double probability = layerConf().getChannelDropout();
    channelDropout = probability == 0 ? null : new ChannelDropout(probability);
    int column = 0;
    tables.put(TokenEmbedding.WEIGHTS, new EmbeddingTable(column));
    column += Math.toIntExact(layerConf().tokenSize());
    for (int i = 0; i < layerConf().getBags().size(); i++) {
      tables.put(TokenEmbedding.bag(i), new EmbeddingTable(column));
      column += layerConf().getBags().get(i).size();
    }
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    Map<String, Lookup> found = lookups(training);
    keep(found);
    long steps = input.size(0) * input.size(2);
    INDArray vectors = matrix(workspaces, ArrayType.ACTIVATIONS, steps, layerConf().getNOut());
    tables.forEach(
        (name, table) -> {
          INDArray weights = getParamWithNoise(name, training, workspaces);
          table.lookUp(weights, requireNonNull(found.get(name)), vectors);
        });
    if (training) {
      meetAdversary(vectors);
    }
    INDArray out = TimeMajor.activations(vectors, input.size(0));
    return training && channelDropout != null
        ? channelDropout.applyDropout(out, out, getIterationCount(), getEpochCount(), workspaces)
        : out;
  }

  @Override
  public Pair<Gradient, @Nullable INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaces) {
    Map<String, Lookup> found = takePass(workspaces);
    INDArray deltas =
        TimeMajor.matrix(
            channelDropout == null
                ? epsilon
                : channelDropout.backprop(epsilon, epsilon, getIterationCount(), getEpochCount()));
    SequenceMask mask = mask();
    if (adversary == Adversary.AIMS) {
      perturbation =
          Perturbation.of(layerConf().getAdversarial(), requireNonNull(norms), deltas, mask);
    }
    if (adversary != Adversary.AIMS) {
      tables.forEach(
          (name, table) ->
              table.addUp(
                  deltas, requireNonNull(found.get(name)), mask, gradient(name), keepTouchedRows));
    }
    return new Pair<>(gradients(), null);
  }

  /** The vectors of tokens themselves, [vocabulary, size]; what is put there is used. */
  public INDArray vectors() {
    return getParam(TokenEmbedding.WEIGHTS);
  }

  @Override
  public boolean isAdversarial() {
    return layerConf().getAdversarial() > 0;
  }

  @Override
  public void aim() {
    rest();
    adversary = Adversary.AIMS;
  }

  @Override
  public void move() {
    if (perturbation == null) {
      throw new IllegalStateException("no pass has found the direction to move in");
    }
    adversary = Adversary.MOVES;
  }

  @Override
  public void rest() {
    adversary = Adversary.RESTS;
    norms = null;
    if (perturbation != null) {
      perturbation.close();
      perturbation = null;
    }
  }

  private void meetAdversary(INDArray vectors) {
    switch (adversary) {
      case AIMS -> norms = Perturbation.norms(vectors, Math.toIntExact(input.size(0)), mask());
      case MOVES -> requireNonNull(perturbation).addTo(vectors);
      case RESTS -> {}
    }
  }

  @Override
  public void keepTouchedRows(boolean keep) {
    keepTouchedRows = keep;
  }

  @Override
  public int @Nullable [] touchedRows(String parameter) {
    return requireNonNull(tables.get(parameter)).touchedRows();
  }

  @Override
  public boolean hasLazyUpdates() {
    return layerConf().isLazyUpdates();
  }

  @Override
  public int width(String parameter) {
    return Math.toIntExact(getParam(parameter).size(1));
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray gradients) {
    super.setBackpropGradientsViewArray(gradients);
    tables.values().forEach(EmbeddingTable::forget);
  }

  @Override
  public boolean hasBias() {
    return false;
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }

  /** What a pass looks up; training leaves some of it out. */
  private Map<String, Lookup> lookups(boolean training) {
    int channels = layerConf().channels();
    if (input.rank() != 3 || input.size(1) != channels) {
      throw new IllegalArgumentException(
          "token ids must have the shape [batch, %d, time], not %s"
              .formatted(channels, input.shapeInfoToString()));
    }
    int[] ids = TimeMajor.matrix(input).ravel().toIntVector();
    int[] tokens = channels(ids, 0, 1, layerConf().getNIn(), "token id");
    if (training && layerConf().getTokenDropout() > 0) {
      drop(tokens, 1, layerConf().getTokenDropout(), layerConf().getUnknownToken());
    }
    Map<String, Lookup> lookups = new HashMap<>();
    lookups.put(TokenEmbedding.WEIGHTS, Lookup.tokens(tokens));
    int from = 1;
    for (int i = 0; i < layerConf().getBags().size(); i++) {
      TokenBag bag = layerConf().getBags().get(i);
      int[] entries = channels(ids, from, bag.channels(), bag.entries(), "id of a bag");
      if (training && bag.dropout() > 0) {
        drop(entries, bag.channels(), bag.dropout(), 0);
      }
      lookups.put(TokenEmbedding.bag(i), Lookup.bags(entries, bag.channels()));
      from += bag.channels();
    }
    return lookups;
  }

  /** Some channels of the input, in time-major order. */
  private int[] channels(int[] ids, int from, int count, long limit, String what) {
    int all = layerConf().channels();
    int[] some = new int[ids.length / all * count];
    for (int i = 0; i < some.length; i++) {
      int id = ids[i / count * all + from + i % count];
      if (id < 0 || id >= limit) {
        throw new IllegalArgumentException(
            "%s %d outside of the vocabulary of %d".formatted(what, id, limit));
      }
      some[i] = id;
    }
    return some;
  }

  /** Puts another id in the place of some, drawn among the steps that count. */
  private void drop(int[] ids, int each, double probability, int instead) {
    SequenceMask mask = mask();
    int batch = Math.toIntExact(input.size(0));
    float[] draws = RandomNumbers.uniform(ids.length);
    for (int i = 0; i < ids.length; i++) {
      int step = i / each;
      if (draws[i] < probability && (mask == null || mask.counts(step / batch, step % batch))) {
        ids[i] = instead;
      }
    }
  }

  /** What is done to the vectors of training passes, see {@link AdversarialInput}. */
  private enum Adversary {
    RESTS,
    AIMS,
    MOVES
  }
}

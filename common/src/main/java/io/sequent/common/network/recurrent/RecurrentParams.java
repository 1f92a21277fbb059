package io.sequent.common.network.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.network.layer.Parameter;
import io.sequent.common.network.layer.ShapedParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lays out and initialises the parameters of a recurrent layer: W, RW and b as in {@link
 * RecurrentWeights}, then the same with the suffix R for the reverse direction. Weights are
 * initialised gate by gate.
 */
final class RecurrentParams extends ShapedParams {
  static final RecurrentParams INSTANCE = new RecurrentParams();

  private static final String INPUT = "W";
  private static final String RECURRENT = "RW";
  private static final String BIAS = "b";
  static final String REVERSE = "R"; // suffix

  private RecurrentParams() {}

  /** The weights of one direction, or their gradients, out of a table of parameters. */
  static RecurrentWeights weights(Map<String, INDArray> table, boolean reverse) {
    String suffix = reverse ? REVERSE : "";
    return new RecurrentWeights(
        get(table, INPUT + suffix), get(table, RECURRENT + suffix), get(table, BIAS + suffix));
  }

  private static INDArray get(Map<String, INDArray> table, String key) {
    INDArray array = table.get(key);
    if (array == null) {
      throw new IllegalStateException("no parameter " + key + " among " + table.keySet());
    }
    return array;
  }

  @Override
  protected List<Parameter> parameters(Layer layer) {
    Recurrent recurrent = (Recurrent) layer;
    long hidden = recurrent.hidden();
    long width = recurrent.getCell().gates() * hidden;
    List<Parameter> parameters = new ArrayList<>();
    for (String suffix : recurrent.isBidirectional() ? List.of("", REVERSE) : List.of("")) {
      parameters.add(Parameter.weight(INPUT + suffix, 'f', recurrent.getNIn(), width));
      parameters.add(Parameter.weight(RECURRENT + suffix, 'f', hidden, width));
      parameters.add(Parameter.bias(BIAS + suffix, 'f', recurrent.getCell().biases() * hidden));
    }
    return parameters;
  }

  /** The keys of the recurrent weights. */
  List<String> recurrentKeys(Recurrent layer) {
    return layer.isBidirectional() ? List.of(RECURRENT, RECURRENT + REVERSE) : List.of(RECURRENT);
  }

  @Override
  protected void initialize(Layer layer, Map<String, INDArray> table) {
    Recurrent recurrent = (Recurrent) layer;
    initialize(recurrent, weights(table, false));
    if (recurrent.isBidirectional()) {
      initialize(recurrent, weights(table, true));
    }
  }

  private static void initialize(Recurrent layer, RecurrentWeights weights) {
    int hidden = layer.hidden();
    IWeightInit inputInit = layer.getWeightInitFn();
    IWeightInit recurrentInit =
        layer.getWeightInitFnRecurrent() == null ? inputInit : layer.getWeightInitFnRecurrent();
    for (int gate = 0; gate < layer.getCell().gates(); gate++) {
      initialize(inputInit, gate(weights.input(), gate, hidden));
      initialize(recurrentInit, gate(weights.recurrent(), gate, hidden));
    }
    weights.bias().assign(0);
    if (layer.getCell() == CellType.LSTM) {
      // Gates i, f, g, o: without this bias an untrained network forgets (Jozefowicz et al. 2015).
      weights.bias().get(interval(hidden, 2L * hidden)).assign(layer.getForgetBias());
    }
  }

  private static INDArray gate(INDArray weights, int gate, int hidden) {
    return weights.get(all(), interval((long) gate * hidden, (gate + 1L) * hidden));
  }

  private static void initialize(IWeightInit init, INDArray block) {
    long[] shape = block.shape();
    init.init(
        (double) shape[0],
        (double) shape[1],
        shape,
        'f',
        block.reshape('f', new long[] {block.length()}));
  }
}

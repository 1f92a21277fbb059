package io.sequent.common.network.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lays out and initialises the parameters of a recurrent layer: W, RW and b as in {@link
 * RecurrentWeights}, then the same with the suffix R for the reverse direction. Weights are
 * initialised gate by gate.
 */
final class RecurrentParams implements ParamInitializer {
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
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    Recurrent recurrent = (Recurrent) layer;
    long perUnit =
        recurrent.getCell().gates() * (recurrent.getNIn() + recurrent.hidden())
            + recurrent.getCell().biases();
    return perUnit * recurrent.getNOut();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return keys(layer, INPUT, RECURRENT, BIAS);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return keys(layer, INPUT, RECURRENT);
  }

  /** The matrices that the previous output is multiplied by. */
  List<String> recurrentKeys(Layer layer) {
    return keys(layer, RECURRENT);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return keys(layer, BIAS);
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return weightKeys(layer).contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return biasKeys(layer).contains(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray params, boolean initialize) {
    Recurrent layer = (Recurrent) conf.getLayer();
    Map<String, INDArray> table = getGradientsFromFlattened(conf, params);
    table.keySet().forEach(conf::addVariable);
    if (initialize) {
      initialize(layer, weights(table, false));
      if (layer.isBidirectional()) {
        initialize(layer, weights(table, true));
      }
    }
    return table;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray flat) {
    Recurrent layer = (Recurrent) conf.getLayer();
    long hidden = layer.hidden();
    long width = layer.getCell().gates() * hidden;
    INDArray rest = flat.reshape(flat.length());
    Map<String, INDArray> table = new LinkedHashMap<>();
    long from = 0;
    for (String key : paramKeys(layer)) {
      long rows = key.startsWith(INPUT) ? layer.getNIn() : hidden;
      boolean bias = key.startsWith(BIAS);
      long length = bias ? layer.getCell().biases() * hidden : rows * width;
      INDArray part = rest.get(interval(from, from + length));
      table.put(key, bias ? part : part.reshape('f', rows, width));
      from += length;
    }
    return table;
  }

  private static List<String> keys(Layer layer, String... names) {
    List<String> forward = List.of(names);
    return ((Recurrent) layer).isBidirectional()
        ? Stream.concat(forward.stream(), forward.stream().map(name -> name + REVERSE)).toList()
        : forward;
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
      // Gates i, f, g, o: without a push the young network forgets (Jozefowicz et al. 2015).
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

package io.sequent.common.network.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Lays out the parameters of a layer one after the other, each an array of a known shape. */
public abstract class ShapedParams implements ParamInitializer {
  /** The shapes by name, in the order in which the parameters lie. */
  protected abstract Map<String, long[]> shapes(Layer layer);

  /** The order of a parameter's numbers, {@code c} or {@code f}. */
  protected abstract char order(String key);

  /** Gives new parameters their first values. */
  protected abstract void initialize(Layer layer, Map<String, INDArray> table);

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return shapes(layer).values().stream().mapToLong(ArrayUtil::prodLong).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.copyOf(shapes(layer).keySet());
  }

  /** All parameters that are no biases. */
  @Override
  public List<String> weightKeys(Layer layer) {
    List<String> biases = biasKeys(layer);
    return paramKeys(layer).stream().filter(key -> !biases.contains(key)).toList();
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
    Map<String, INDArray> table = getGradientsFromFlattened(conf, params);
    table.keySet().forEach(conf::addVariable);
    if (initialize) {
      initialize(conf.getLayer(), table);
    }
    return table;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray flat) {
    INDArray row = flat.reshape(flat.length());
    Map<String, INDArray> table = new LinkedHashMap<>();
    long from = 0;
    for (Map.Entry<String, long[]> parameter : shapes(conf.getLayer()).entrySet()) {
      long[] shape = parameter.getValue();
      long to = from + ArrayUtil.prodLong(shape);
      INDArray part = row.get(NDArrayIndex.interval(from, to));
      table.put(parameter.getKey(), part.reshape(order(parameter.getKey()), shape));
      from = to;
    }
    return table;
  }
}

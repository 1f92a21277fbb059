package io.sequent.common.network.layer;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Lays out the parameters of a layer in one vector, one after the other. */
public abstract class ShapedParams implements ParamInitializer {
  /** The parameters, in the order in which they lie. */
  protected abstract List<Parameter> parameters(Layer layer);

  /**
   * Gives new parameters their first values, by default one after the other.
   *
   * @param table by name
   */
  protected void initialize(Layer layer, Map<String, INDArray> table) {
    for (Parameter parameter : parameters(layer)) {
      parameter.initialize(requireNonNull(table.get(parameter.name())));
    }
  }

  @Override
  public final long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public final long numParams(Layer layer) {
    return parameters(layer).stream().mapToLong(Parameter::length).reduce(0, Math::addExact);
  }

  @Override
  public final List<String> paramKeys(Layer layer) {
    return names(layer, parameter -> true);
  }

  @Override
  public final List<String> weightKeys(Layer layer) {
    return names(layer, Parameter::isWeight);
  }

  @Override
  public final List<String> biasKeys(Layer layer) {
    return names(layer, Parameter::isBias);
  }

  @Override
  public final boolean isWeightParam(Layer layer, String key) {
    return weightKeys(layer).contains(key);
  }

  @Override
  public final boolean isBiasParam(Layer layer, String key) {
    return biasKeys(layer).contains(key);
  }

  @Override
  public final Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray params, boolean initialize) {
    Map<String, INDArray> table = getGradientsFromFlattened(conf, params);
    table.keySet().forEach(conf::addVariable);
    if (initialize) {
      initialize(conf.getLayer(), table);
    }
    return table;
  }

  @Override
  public final Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray flat) {
    INDArray row = flat.reshape(flat.length());
    Map<String, INDArray> table = new LinkedHashMap<>();
    long from = 0;
    for (Parameter parameter : parameters(conf.getLayer())) {
      long to = from + parameter.length();
      table.put(parameter.name(), parameter.view(row.get(NDArrayIndex.interval(from, to))));
      from = to;
    }
    return table;
  }

  private List<String> names(Layer layer, Predicate<Parameter> wanted) {
    return parameters(layer).stream().filter(wanted).map(Parameter::name).toList();
  }
}

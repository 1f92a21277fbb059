package io.sequent.common.network.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What Deeplearning4j requires of every new layer. */
public final class ConfiguredLayer {
  private ConfiguredLayer() {}

  /**
   * Sets a new layer up; the arguments are those of {@code Layer.instantiate}.
   *
   * @param layer made from {@code conf}
   * @return the layer
   */
  public static Layer of(
      Layer layer,
      NeuralNetConfiguration conf,
      @Nullable Collection<TrainingListener> listeners,
      int index,
      INDArray params,
      boolean initialize) {
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(params);
    layer.setParamTable(conf.getLayer().initializer().init(conf, params, initialize));
    layer.setConf(conf);
    return layer;
  }
}

package io.sequent.common.network.layer.convolution;

import static java.util.Objects.requireNonNull;

import io.sequent.common.network.layer.ShapedParams;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lays out convolutions: for each step of each width a matrix [nIn, filters], named W0t0, W0t1 and
 * so on; and b [1, nOut]. One matrix for a width would have to be cut into pieces, and ND4J gives
 * empty views of some pieces of views.
 */
final class SequenceConvolutionParams extends ShapedParams {
  static final SequenceConvolutionParams INSTANCE = new SequenceConvolutionParams();
  static final String BIAS = "b";

  private SequenceConvolutionParams() {}

  /** The name of the weights of a step of a width. */
  static String weights(int index, int place) {
    return "W" + index + "t" + place;
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of(BIAS);
  }

  @Override
  protected char order(String key) {
    return 'c';
  }

  @Override
  protected void initialize(Layer layer, Map<String, INDArray> table) {
    SequenceConvolution convolution = (SequenceConvolution) layer;
    IWeightInit init = convolution.getWeightInitFn();
    requireNonNull(table.get(BIAS)).assign(convolution.getBiasInit());
    for (int i = 0; i < convolution.getWidths().size(); i++) {
      int width = convolution.getWidths().get(i);
      double inputs = (double) width * convolution.getNIn();
      for (int place = 0; place < width; place++) {
        INDArray array = requireNonNull(table.get(weights(i, place)));
        INDArray flat = array.reshape(array.length());
        init.init(inputs, (double) convolution.filters(), array.shape(), 'c', flat);
      }
    }
  }

  @Override
  protected Map<String, long[]> shapes(Layer layer) {
    SequenceConvolution convolution = (SequenceConvolution) layer;
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (int i = 0; i < convolution.getWidths().size(); i++) {
      for (int place = 0; place < convolution.getWidths().get(i); place++) {
        shapes.put(weights(i, place), new long[] {convolution.getNIn(), convolution.filters()});
      }
    }
    shapes.put(BIAS, new long[] {1, convolution.getNOut()});
    return shapes;
  }
}

package io.sequent.common.encoder;

import io.sequent.common.UserError;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.network.transformer.BertEncoder;
import io.sequent.common.pretrained.EncoderShape;
import io.sequent.common.pretrained.PretrainedEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The states that the layers of a {@link BertEncoder} give. */
final class LayerStates implements StatesModel {
  private final MultiLayerNetwork network;

  private LayerStates(MultiLayerNetwork network) {
    this.network = network;
  }

  /** Builds the layers and reads their weights. */
  static LayerStates of(PretrainedEncoder encoder) {
    // Deeplearning4j gives every network random weights first. Each thread has random numbers of
    // its own, and those of a training must not depend on what has been encoded before.
    try {
      return new LayerStates(
          CompletableFuture.supplyAsync(() -> network(encoder), task -> new Thread(task).start())
              .join());
    } catch (CompletionException e) {
      throw e.getCause() instanceof UserError mistake ? mistake : e;
    }
  }

  /** The layers with their weights. */
  MultiLayerNetwork network() {
    return network;
  }

  /** The layers of an encoder, without its weights. */
  static BertEncoder layers(EncoderShape shape) {
    return new BertEncoder(
        new BertEncoder.Shape(
            shape.vocabulary(),
            shape.hidden(),
            shape.layers(),
            shape.heads(),
            shape.intermediate(),
            shape.positions(),
            shape.tokenTypes(),
            shape.epsilon()));
  }

  /** The weights by name. */
  static Function<String, float[]> weights(PretrainedEncoder encoder) {
    return name -> {
      try {
        return encoder.read(name);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static MultiLayerNetwork network(PretrainedEncoder encoder) {
    BertEncoder layers = layers(encoder.shape());
    ListBuilder list = new NeuralNetConfiguration.Builder().list();
    for (Layer layer : layers.layers()) {
      list.layer(layer);
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.recurrent(1)).build());
    network.init();
    layers.fill(network, 0, weights(encoder));
    return network;
  }

  @Override
  public List<float[]> states(List<int[]> texts) {
    TokenBatch batch = TokenBatch.of(texts);
    network.setLayerMaskArrays(batch.mask(), null);
    int last = network.getnLayers() - 1;
    INDArray output = network.feedForwardToLayer(last, batch.ids(), false).get(last + 1);
    network.clearLayerMaskArrays();
    float[] all = output.dup('c').data().asFloat();
    int width = Math.toIntExact(output.size(1));
    int time = Math.toIntExact(output.size(2));
    List<float[]> states = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      int length = texts.get(i).length;
      float[] own = new float[width * length];
      for (int channel = 0; channel < width; channel++) {
        System.arraycopy(all, (i * width + channel) * time, own, channel * length, length);
      }
      states.add(own);
    }
    return states;
  }
}

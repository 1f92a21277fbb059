package io.sequent.common.network.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/** Converts Deeplearning4j's own recurrent layers to {@link Recurrent}. */
public final class StockLayers {
  /** Positions of our gates i, f, g, o in theirs, whose order is g, f, o, i. */
  private static final int[] LSTM_GATES = {3, 1, 0, 2};

  private static final int[] ONE_GATE = {0};

  private StockLayers() {}

  /**
   * A new network with the same weights in which every {@code LSTM} and {@code SimpleRnn}, on its
   * own or within {@code Bidirectional}, is a {@link Recurrent}. A {@code LastTimeStep} around
   * either becomes a {@link SequencePooling} layer of its own, which moves the layers above it up
   * by one. All other layers and the configuration, its counts of iterations and epochs included,
   * stay as they are. The updater's state and the listeners are not copied, and the given network
   * is left unchanged.
   *
   * <p>Unpadded sequences have the same outputs, and padded ones have those of the sequences
   * without padding. This is not true of all of Deeplearning4j's own layers: its LSTM respects a
   * mask only within {@code LastTimeStep}, so that within {@code Bidirectional} without it the
   * padding is read first. After a masked step in the middle, {@link Recurrent} continues from the
   * state before it. In training, both directions of a bidirectional layer see the same dropout of
   * their input, and truncated back-propagation always goes through the whole segment.
   *
   * @throws IllegalArgumentException if a recurrent layer has no counterpart; names its index and
   *     what was expected
   */
  public static MultiLayerNetwork converted(MultiLayerNetwork stock) {
    if (!stock.isInitCalled()) {
      throw new IllegalArgumentException("a network without weights; expected one after init()");
    }
    MultiLayerConfiguration configuration = stock.getLayerWiseConfigurations().clone();
    List<@Nullable Origin> origins = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    List<NeuralNetConfiguration> layers = new ArrayList<>();
    Map<Integer, InputPreProcessor> preProcessors = new HashMap<>();
    for (int index = 0; index < stock.getnLayers(); index++) {
      NeuralNetConfiguration layer = configuration.getConf(index);
      Origin origin = Origin.of(index, layer.getLayer());
      origins.add(origin);
      places.add(layers.size());
      InputPreProcessor preProcessor = configuration.getInputPreProcess(index);
      if (preProcessor != null) {
        preProcessors.put(layers.size(), preProcessor);
      }
      if (origin == null) {
        separateUpdaters(layer.getLayer());
        layers.add(layer);
      } else {
        layers.add(with(origin.recurrent(), layer));
        if (origin.last()) {
          SequencePooling pooling = new SequencePooling(List.of(Pooling.LAST), 0);
          pooling.setLayerName(layer.getLayer().getLayerName() + "-last");
          layers.add(with(pooling, layer));
        }
      }
    }
    configuration.setConfs(layers);
    configuration.setInputPreProcessors(preProcessors);

    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    // With given parameters it draws none, which would set the seed of all random numbers.
    network.init(Nd4j.create(configuration.getDataType(), 1, stock.numParams()), false);
    for (int index = 0; index < places.size(); index++) {
      Map<String, INDArray> from = stock.getLayer(index).paramTable();
      Map<String, INDArray> to = network.getLayer(places.get(index)).paramTable();
      Origin origin = origins.get(index);
      if (origin == null) {
        to.forEach((key, values) -> values.assign(Objects.requireNonNull(from.get(key))));
      } else {
        origin.copyWeights(from, to);
      }
    }
    return network;
  }

  private static NeuralNetConfiguration with(Layer layer, NeuralNetConfiguration like) {
    NeuralNetConfiguration configuration = like.clone();
    configuration.setLayer(layer);
    configuration.clearVariables(); // The names of the old layer's parameters.
    return configuration;
  }

  /** Setting a learning rate changes the updaters in place; a clone of the layer shares them. */
  private static void separateUpdaters(Layer layer) {
    if (layer instanceof BaseLayer base) {
      base.setIUpdater(clone(base.getIUpdater()));
      base.setBiasUpdater(clone(base.getBiasUpdater()));
    }
  }

  private static @Nullable IUpdater clone(@Nullable IUpdater updater) {
    return updater == null ? null : updater.clone();
  }

  /**
   * A layer to be replaced.
   *
   * @param layer its settings, for both directions
   * @param last whether only the last step is put out
   */
  private record Origin(
      String name, BaseRecurrentLayer layer, CellType cell, boolean bidirectional, boolean last) {
    /** Null for layers that are kept. */
    static @Nullable Origin of(int index, Layer layer) {
      boolean last = layer instanceof LastTimeStep;
      Layer inside = layer instanceof LastTimeStep step ? step.getUnderlying() : layer;
      Bidirectional directions = inside instanceof Bidirectional both ? both : null;
      Layer core = directions == null ? inside : directions.getFwd();
      if (!(core instanceof LSTM || core instanceof SimpleRnn)) {
        refuseStockWithin(index, layer);
        return null;
      }
      // A clone, because a wrapper shares its layer with the given network.
      BaseRecurrentLayer recurrent = (BaseRecurrentLayer) core.clone();
      CellType cell = cell(index, recurrent);
      if (directions != null) {
        require(
            directions.getMode() == Bidirectional.Mode.CONCAT,
            index,
            "Bidirectional with mode " + directions.getMode(),
            "CONCAT");
      }
      require(
          recurrent.getRnnDataFormat() != RNNFormat.NWC,
          index,
          "data format NWC, [batch, time, channels]",
          "NCW, [batch, channels, time]");
      return new Origin(layer.getLayerName(), recurrent, cell, directions != null, last);
    }

    private static CellType cell(int index, BaseRecurrentLayer layer) {
      IActivation activation = layer.getActivationFn();
      if (layer instanceof LSTM lstm) {
        require(
            activation instanceof ActivationTanH,
            index,
            "LSTM with activation " + activation,
            "tanh");
        require(
            lstm.getGateActivationFn() instanceof ActivationSigmoid,
            index,
            "LSTM with gate activation " + lstm.getGateActivationFn(),
            "sigmoid");
        return CellType.LSTM;
      }
      require(
          !((SimpleRnn) layer).hasLayerNorm(),
          index,
          "SimpleRnn with layer normalisation",
          "one without");
      boolean rectified = activation.equals(new ActivationReLU());
      require(
          rectified || activation instanceof ActivationTanH,
          index,
          "SimpleRnn with activation " + activation,
          "tanh or plain relu");
      return rectified ? CellType.RNN_RELU : CellType.RNN;
    }

    /** Rejects recurrent layers of Deeplearning4j, or wrappers of one, that cannot be replaced. */
    private static void refuseStockWithin(int index, Layer layer) {
      StringBuilder names = new StringBuilder(layer.getClass().getSimpleName());
      Layer core = layer;
      for (Layer next = inside(core); next != null; next = inside(core)) {
        core = next;
        names.append(" of ").append(core.getClass().getSimpleName());
      }
      require(
          !(core instanceof BaseRecurrentLayer) || core instanceof Recurrent,
          index,
          names.toString(),
          "LSTM or SimpleRnn, on its own or within Bidirectional, LastTimeStep or LastTimeStep of"
              + " Bidirectional");
    }

    private static @Nullable Layer inside(Layer layer) {
      if (layer instanceof Bidirectional both) {
        return both.getFwd();
      }
      if (layer instanceof FrozenLayer frozen) {
        return frozen.getLayer();
      }
      return layer instanceof BaseWrapperLayer wrapper ? wrapper.getUnderlying() : null;
    }

    private static void require(boolean holds, int index, String found, String expected) {
      if (!holds) {
        throw new IllegalArgumentException(
            "layer %d: %s; expected %s".formatted(index, found, expected));
      }
    }

    Recurrent recurrent() {
      Recurrent.Builder builder =
          new Recurrent.Builder(cell, hidden())
              .bidirectional(bidirectional)
              .name(name)
              .nIn(layer.getNIn())
              .dropOut(layer.getIDropout())
              .weightInit(layer.getWeightInitFn())
              .weightInitRecurrent(layer.getWeightInitFnRecurrent())
              .biasInit(layer.getBiasInit())
              .gainInit(layer.getGainInit())
              .updater(StockLayers.clone(layer.getIUpdater()))
              .biasUpdater(StockLayers.clone(layer.getBiasUpdater()))
              .weightNoise(layer.getWeightNoise() == null ? null : layer.getWeightNoise().clone())
              .gradientNormalization(layer.getGradientNormalization())
              .gradientNormalizationThreshold(layer.getGradientNormalizationThreshold());
      if (layer instanceof LSTM lstm) {
        builder.forgetBias(lstm.getForgetGateBiasInit());
      }
      Recurrent recurrent = builder.build();
      recurrent.setRegularization(layer.getRegularization());
      recurrent.setRegularizationBias(layer.getRegularizationBias());
      recurrent.setConstraints(constraints());
      return recurrent;
    }

    /** Their parameters have our names, but each direction is a layer of its own. */
    private @Nullable List<LayerConstraint> constraints() {
      if (layer.getConstraints() == null) {
        return null;
      }
      List<LayerConstraint> constraints = new ArrayList<>();
      for (LayerConstraint constraint : layer.getConstraints()) {
        Set<String> keys = new HashSet<>(constraint.getParams());
        if (bidirectional) {
          constraint.getParams().forEach(key -> keys.add(key + RecurrentParams.REVERSE));
        }
        LayerConstraint copy = constraint.clone();
        copy.setParams(keys);
        constraints.add(copy);
      }
      return constraints;
    }

    void copyWeights(Map<String, INDArray> from, Map<String, INDArray> to) {
      copyDirection(from, bidirectional ? "f" : "", RecurrentParams.weights(to, false));
      if (bidirectional) {
        copyDirection(from, "b", RecurrentParams.weights(to, true));
      }
    }

    private void copyDirection(Map<String, INDArray> from, String prefix, RecurrentWeights to) {
      copyGates(from.get(prefix + "W"), to.input());
      copyGates(from.get(prefix + "RW"), to.recurrent());
      copyGates(from.get(prefix + "b"), to.bias());
    }

    private void copyGates(@Nullable INDArray from, INDArray to) {
      INDArray theirs = Objects.requireNonNull(from);
      int[] order = cell == CellType.LSTM ? LSTM_GATES : ONE_GATE;
      for (int gate = 0; gate < order.length; gate++) {
        gate(to, gate).assign(gate(theirs, order[gate]));
      }
    }

    private INDArray gate(INDArray array, int gate) {
      var columns = interval((long) gate * hidden(), (gate + 1L) * hidden());
      return array.rank() == 1 ? array.get(columns) : array.get(all(), columns);
    }

    private int hidden() {
      return Math.toIntExact(layer.getNOut());
    }
  }
}

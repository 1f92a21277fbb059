package io.sequent.common.export.layer;

import io.sequent.common.export.onnx.OnnxGraph;
import io.sequent.common.network.crf.LinearChainCrf;
import io.sequent.common.network.layer.Dense;
import io.sequent.common.network.layer.convolution.SequenceConvolution;
import io.sequent.common.network.layer.convolution.WindowMaximum;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.embedding.WeightedBag;
import io.sequent.common.network.layer.normalization.SequenceBatchNorm;
import io.sequent.common.network.layer.pooling.AttentionPooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import io.sequent.common.network.recurrent.Recurrent;
import io.sequent.common.network.transformer.LayerNorm;
import io.sequent.common.network.transformer.PositionEmbedding;
import io.sequent.common.network.transformer.TransformerBlock;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;

/** The kinds of layers that have counterparts in ONNX. */
final class LayerKinds {
  private static final List<Kind<?>> ALL =
      List.of(
          Kind.ofSequences(TokenEmbedding.class, EmbeddingExport::tokens),
          Kind.ofVectors(WeightedBag.class, EmbeddingExport::bag),
          Kind.ofSequences(Recurrent.class, RecurrentExport::add),
          Kind.ofSequences(SequenceConvolution.class, ConvolutionExport::convolution),
          Kind.ofSequences(WindowMaximum.class, ConvolutionExport::maximum),
          Kind.ofSequences(PositionEmbedding.class, TransformerExport::positions),
          Kind.ofSequences(TransformerBlock.class, TransformerExport::block),
          Kind.ofVectors(LayerNorm.class, NormalizationExport::layer),
          Kind.ofSequences(SequenceBatchNorm.class, NormalizationExport::sequences),
          Kind.ofVectors(BatchNormalization.class, NormalizationExport::vectors),
          Kind.ofSequences(SequencePooling.class, PoolingExport::plain),
          Kind.ofSequences(AttentionPooling.class, PoolingExport::attention),
          Kind.ofVectors(Dense.class, DenseExport::dense),
          Kind.ofVectors(DenseLayer.class, DenseExport::vectors),
          Kind.ofVectors(ActivationLayer.class, DenseExport::activation),
          Kind.ofVectors(OutputLayer.class, OutputExport::vectors),
          Kind.ofSequences(RnnOutputLayer.class, OutputExport::sequences),
          Kind.ofVectors(LossLayer.class, OutputExport::scores),
          Kind.ofSequences(LinearChainCrf.class, OutputExport::crf));

  private LayerKinds() {}

  /**
   * A kind of layers.
   *
   * @param sequences whether they read sequences alone; else vectors, or both
   */
  private record Kind<C extends Layer>(
      Class<C> type, boolean sequences, LayerExporter<C> exporter) {
    static <C extends Layer> Kind<C> ofSequences(Class<C> type, LayerExporter<C> exporter) {
      return new Kind<>(type, true, exporter);
    }

    static <C extends Layer> Kind<C> ofVectors(Class<C> type, LayerExporter<C> exporter) {
      return new Kind<>(type, false, exporter);
    }

    Activations add(
        int index,
        Layer conf,
        org.deeplearning4j.nn.api.Layer layer,
        OnnxGraph graph,
        NetworkForm form,
        Activations in) {
      return exporter.add(new LayerNodes<>(index, type.cast(conf), layer, graph, form), in);
    }
  }

  /** Whether a layer reads sequences alone; else it reads vectors, too. */
  static boolean readsSequences(Layer conf) {
    return ALL.stream().anyMatch(kind -> kind.sequences && kind.type == conf.getClass());
  }

  /**
   * Adds a layer to a graph.
   *
   * @param index in its network
   * @param in what it reads
   * @return what it puts out
   * @throws io.sequent.common.UserError if it has no counterpart
   */
  static Activations add(
      int index,
      Layer conf,
      org.deeplearning4j.nn.api.Layer layer,
      OnnxGraph graph,
      NetworkForm form,
      Activations in) {
    for (Kind<?> kind : ALL) {
      if (kind.type == conf.getClass()) {
        return kind.add(index, conf, layer, graph, form, in);
      }
    }
    throw LayerNodes.refused(index, conf, "this kind of layer has no counterpart");
  }
}

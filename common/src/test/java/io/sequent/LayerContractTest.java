package io.sequent;

import io.sequent.common.network.layer.convolution.SequenceConvolution;
import io.sequent.common.network.layer.pooling.AttentionPooling;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.network.recurrent.Recurrent;
import io.sequent.common.network.transformer.TransformerBlock;
import io.sequent.testkit.LayerContract;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.junit.jupiter.api.Nested;

/** The published contract, held by the layers that users put into their own networks. */
class LayerContractTest {
  @Nested
  class OfGru extends LayerContract {
    @Override
    protected Layer layer() {
      return new Recurrent.Builder(CellType.GRU, 3).build();
    }
  }

  @Nested
  class OfBidirectionalLstm extends LayerContract {
    @Override
    protected Layer layer() {
      return new Recurrent.Builder(CellType.LSTM, 2).bidirectional(true).build();
    }
  }

  @Nested
  class OfPooling extends LayerContract {
    @Override
    protected Layer layer() {
      return new SequencePooling(List.of(Pooling.MEAN, Pooling.MAX), 0);
    }
  }

  @Nested
  class OfAttention extends LayerContract {
    @Override
    protected Layer layer() {
      return new AttentionPooling.Builder(List.of(Pooling.ATTENTION), 2).build();
    }
  }

  @Nested
  class OfPostNormBlock extends LayerContract {
    @Override
    protected Layer layer() {
      return new TransformerBlock.Builder(3, 4).postNorm(true).exactGelu(true).build();
    }
  }

  @Nested
  class OfConvolution extends LayerContract {
    @Override
    protected Layer layer() {
      return new SequenceConvolution.Builder(List.of(1, 2), 2).build();
    }
  }
}

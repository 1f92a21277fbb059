package io.sequent.common.network.transformer;

import static io.sequent.common.network.transformer.Encoders.EMPTY_ROW;
import static io.sequent.common.network.transformer.Encoders.END;
import static io.sequent.common.network.transformer.Encoders.MIDDLE;
import static io.sequent.common.network.transformer.Encoders.difference;
import static io.sequent.common.network.transformer.Encoders.encoder;
import static io.sequent.common.network.transformer.Encoders.gradient;
import static io.sequent.common.network.transformer.Encoders.ids;
import static io.sequent.common.network.transformer.Encoders.labels;
import static io.sequent.common.network.transformer.Encoders.mask;
import static io.sequent.common.network.transformer.Encoders.network;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.engine.Kernels;
import io.sequent.common.network.engine.Kernels.KernelChoice;
import io.sequent.common.network.engine.OneDnn;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** Analytic gradients against numeric ones in doubles, and floats against doubles. */
@ExtendWith(OneThread.class)
class TransformerGradientsTest {
  private static final long SEED = 7;

  @BeforeEach
  void useDoubles() {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
  }

  @AfterEach
  void useWhatIsUsual() {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    Kernels.use(KernelChoice.AUTO);
  }

  /** A name, whether there is an output at each step, and the layers. */
  private record Case(String name, boolean eachStep, List<Layer> layers) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Case> cases() {
    return List.of(
        new Case("a block", true, List.of(Encoders.block().build())),
        new Case("a norm", true, List.of(new LayerNorm.Builder().build())),
        new Case("a post-norm block", true, List.of(postNorm().build())),
        new Case(
            "two post-norm blocks with dropout",
            false,
            List.of(
                new LayerNorm.Builder().epsilon(1e-7).dropout(0.3).build(),
                postNorm().residualDropout(0.3).build(),
                postNorm().attentionDropout(0.4).build(),
                new SequencePooling(List.of(Pooling.MEAN), 0))),
        new Case(
            "a norm of vectors",
            false,
            List.of(
                new SequencePooling(List.of(Pooling.MEAN), 0),
                new LayerNorm.Builder().dropout(0.2).build(),
                new LayerNorm.Builder().build())),
        new Case("mean", false, encoder().pooled()),
        new Case("class token", false, encoder().classToken(true).pooled()),
        new Case(
            "dropout",
            false,
            encoder().classToken(true).dropout(0.3).attentionDropout(0.4).pooled()),
        // Its output does not lie in our order, so that the layers work on copies.
        new Case(
            "behind an LSTM",
            true,
            List.of(
                new LSTM.Builder().nOut(Encoders.WIDTH).build(),
                Encoders.block().build(),
                new LSTM.Builder().nOut(Encoders.WIDTH).build())));
  }

  private static TransformerBlock.Builder postNorm() {
    return Encoders.block().postNorm(true).exactGelu(true).epsilon(1e-12);
  }

  static Stream<Arguments> masked() {
    List<Arguments> masked = new ArrayList<>();
    for (Case it : cases()) {
      masked.add(Arguments.of(it, null));
      masked.add(Arguments.of(it, END));
    }
    for (Case it : List.of(cases().get(0), cases().get(2), cases().get(6))) {
      masked.add(Arguments.of(it, MIDDLE));
      masked.add(Arguments.of(it, EMPTY_ROW));
    }
    return masked.stream();
  }

  @ParameterizedTest(name = "{0}, mask {1}")
  @MethodSource("masked")
  void analyticGradientsAreTheNumericOnes(Case it, double @Nullable [][] mask) {
    MultiLayerNetwork network = network(DataType.DOUBLE, it.eachStep, it.layers);
    assertThat(
            GradientCheckUtil.checkGradients(
                new GradientCheckUtil.MLNConfig()
                    .net(network)
                    .input(ids(DataType.DOUBLE))
                    .labels(labels(DataType.DOUBLE, it.eachStep))
                    .inputMask(mask(mask))
                    .labelMask(it.eachStep ? mask(mask) : null)
                    .maxRelError(1e-5)
                    .subset(true)
                    .maxPerParam(2)
                    .callEachIter(net -> Nd4j.getRandom().setSeed(SEED))
                    .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)))
        .isTrue();
  }

  @ParameterizedTest(name = "{0}, mask {1}")
  @MethodSource("masked")
  void floatsGiveWhatDoublesGive(Case it, double @Nullable [][] mask) {
    INDArray doubles = passed(DataType.DOUBLE, it, mask);
    assertThat(difference(passed(DataType.FLOAT, it, mask), doubles)).isLessThan(2e-6);
    Kernels.use(KernelChoice.PORTABLE);
    assertThat(difference(passed(DataType.FLOAT, it, mask), doubles)).isLessThan(2e-6);
  }

  @Test
  void floatsOfUsualSizesGiveWhatDoublesGive() {
    assumeTrue(OneDnn.available(), () -> OneDnn.problem().orElse(""));
    INDArray[] doubles = wide(DataType.DOUBLE);
    INDArray[] floats = wide(DataType.FLOAT);
    for (int i = 0; i < doubles.length; i++) {
      assertThat(difference(floats[i], doubles[i])).isLessThan(1e-5);
    }
  }

  /** Output and gradient of two blocks, 64 wide, on sequences of 30 steps. */
  private static INDArray[] wide(DataType type) {
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new TokenEmbedding.Builder(50, 64).weightInit(new NormalDistribution(0, 0.1)).build());
    layers.addAll(new Transformer(2, 4, 256).maxLength(30).pooled());
    MultiLayerNetwork network =
        Encoders.initialised(
            new NeuralNetConfiguration.Builder().dataType(type).updater(new NoOp()),
            false,
            2,
            layers);
    network.setParams(Encoders.numbers(type, 1, network.numParams()).muli(0.2));
    INDArray ids = Encoders.numbers(type, 3, 1, 30).addi(1).muli(24);
    INDArray lengths = Nd4j.ones(3, 30);
    lengths.get(point(1), interval(17, 30)).assign(0);
    INDArray gradient = gradient(network, ids, labels(type, false), lengths, false);
    return new INDArray[] {network.output(ids, false, lengths, null), gradient};
  }

  private static INDArray passed(DataType type, Case it, double @Nullable [][] mask) {
    MultiLayerNetwork network = network(type, it.eachStep, it.layers);
    Nd4j.getRandom().setSeed(SEED);
    return gradient(network, ids(type), labels(type, it.eachStep), mask(mask), it.eachStep);
  }
}

package io.sequent.common.network.transformer;

import static io.sequent.common.network.transformer.Encoders.END;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.file.ModelFile;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import io.sequent.common.network.update.TrainingStep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

@ExtendWith(OneThread.class)
class TransformerTest {
  @Test
  void layersArePositionsBlocksAndANorm() {
    Transformer encoder =
        new Transformer(3, 4, 64).maxLength(20).dropout(0.1).attentionDropout(0.2);
    List<Layer> layers = encoder.layers();
    assertThat(layers).hasSize(5);
    assertThat(layers.get(0))
        .isInstanceOfSatisfying(
            PositionEmbedding.class,
            positions -> {
              assertThat(positions.getMaxLength()).isEqualTo(20);
              assertThat(positions.isClassToken()).isFalse();
              assertThat(positions.getDropout()).isEqualTo(0.1);
            });
    assertThat(layers.subList(1, 4))
        .allSatisfy(
            layer ->
                assertThat(layer)
                    .isEqualTo(
                        new TransformerBlock.Builder(4, 64)
                            .residualDropout(0.1)
                            .attentionDropout(0.2)
                            .build()));
    assertThat(layers.get(4)).isInstanceOf(LayerNorm.class);
    assertThat(encoder.pooled().get(5)).isEqualTo(new SequencePooling(List.of(Pooling.MEAN), 0));
    assertThat(encoder.classToken(true).pooled().get(5))
        .isEqualTo(new SequencePooling(List.of(Pooling.FIRST), 0));
    assertThatThrownBy(() -> new Transformer(0, 4, 64)).hasMessage("0 blocks, expected at least 1");
  }

  @Test
  void savedNetworkComesBack(@TempDir Path folder) throws IOException {
    MultiLayerNetwork saved = trainable(Encoders.encoder().classToken(true).dropout(0.1));
    DataSet data = data();
    saved.fit(data);
    Path file = folder.resolve("model.zip");
    ModelFile.save(saved, file);
    MultiLayerNetwork loaded = ModelFile.load(file);
    assertThat(loaded.getLayerWiseConfigurations()).isEqualTo(saved.getLayerWiseConfigurations());
    assertThat(loaded.getLayer(1).conf().getLayer())
        .isInstanceOfSatisfying(
            PositionEmbedding.class,
            positions -> {
              assertThat(positions.getMaxLength()).isEqualTo(Encoders.TIME + 1);
              assertThat(positions.isClassToken()).isTrue();
              assertThat(positions.getDropout()).isEqualTo(0.1);
            });
    assertThat(loaded.getLayer(2).conf().getLayer())
        .isInstanceOfSatisfying(
            TransformerBlock.class,
            block -> {
              assertThat(block.getHeads()).isEqualTo(Encoders.HEADS);
              assertThat(block.getFeedForward()).isEqualTo(5);
              assertThat(block.getResidualDropout()).isEqualTo(0.1);
            });
    assertThat(loaded.params()).isEqualTo(saved.params());
    assertThat(loaded.updaterState()).isEqualTo(saved.updaterState());
    INDArray mask = data.getFeaturesMaskArray();
    assertThat(loaded.output(data.getFeatures(), false, mask, null))
        .isEqualTo(saved.output(data.getFeatures(), false, mask, null));
  }

  @Test
  void trainingStepsAreThoseOfFit() {
    Transformer encoder = Encoders.encoder().classToken(true).dropout(0.2).attentionDropout(0.2);
    MultiLayerNetwork expected = trainable(encoder);
    MultiLayerNetwork actual = trainable(encoder);
    INDArray start = actual.params().dup();
    long changed = 0;
    TrainingStep step = new TrainingStep(actual);
    for (int i = 0; i < 3; i++) {
      Nd4j.getRandom().setSeed(i + 1L);
      expected.fit(data());
      Nd4j.getRandom().setSeed(i + 1L);
      step.fit(data());
      assertThat(actual.score()).isCloseTo(expected.score(), within(1e-6));
      assertThat(actual.params().sub(expected.params()).amaxNumber().doubleValue())
          .isLessThan(1e-6);
      assertThat(actual.updaterState().sub(expected.updaterState()).amaxNumber().doubleValue())
          .isLessThan(1e-6);
      // Differences of rounding would grow from step to step.
      actual.setParams(expected.params());
      actual.getUpdater().setStateViewArray(actual, expected.updaterState().dup(), false);
    }
    for (int i = 0; i < actual.numParams(); i++) {
      changed += actual.params().getFloat(0, i) == start.getFloat(0, i) ? 0 : 1;
    }
    // The softmax does not depend on the bias of the keys.
    assertThat(changed).isGreaterThanOrEqualTo(actual.numParams() - 2L * Encoders.WIDTH);
  }

  /** The mean of the words does not tell which of them stands behind the mark. */
  @ParameterizedTest(name = "class token {0}")
  @ValueSource(booleans = {false, true})
  void learnsWhichTokenStandsBehindAMark(boolean classToken) {
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new TokenEmbedding.Builder(Marked.TOKENS, 16)
            .weightInit(new NormalDistribution(0, 0.1))
            .build());
    layers.addAll(new Transformer(2, 2, 32).maxLength(Marked.TIME).classToken(classToken).pooled());
    MultiLayerNetwork network =
        Encoders.initialised(
            new NeuralNetConfiguration.Builder().seed(7).updater(new Adam(0.005)),
            false,
            Marked.CLASSES,
            layers);
    Random random = new Random(5);
    TrainingStep step = new TrainingStep(network);
    for (int i = 0; i < 400; i++) {
      step.fit(Marked.batch(32, random));
    }
    DataSet data = Marked.batch(100, random);
    INDArray right = network.output(data.getFeatures()).argMax(1).eq(data.getLabels().argMax(1));
    assertThat(right.castTo(DataType.INT32).sumNumber().intValue()).isGreaterThan(90);
  }

  /** Sequences of tokens with a mark; the class is the token behind it. */
  private static final class Marked {
    static final int CLASSES = 3;
    static final int TOKENS = CLASSES + 1;
    static final int TIME = 6;

    static DataSet batch(int size, Random random) {
      float[][][] ids = new float[size][1][TIME];
      float[][] labels = new float[size][CLASSES];
      for (int b = 0; b < size; b++) {
        for (int t = 0; t < TIME; t++) {
          ids[b][0][t] = random.nextInt(CLASSES);
        }
        int mark = random.nextInt(TIME - 1);
        ids[b][0][mark] = CLASSES;
        labels[b][(int) ids[b][0][mark + 1]] = 1;
      }
      return new DataSet(Nd4j.create(ids), Nd4j.create(labels));
    }
  }

  private static MultiLayerNetwork trainable(Transformer encoder) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new TokenEmbedding.Builder(Encoders.WORDS, Encoders.WIDTH).build());
    layers.addAll(encoder.pooled());
    return Encoders.initialised(
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .updater(new Adam(0.01))
            .weightDecay(0.1, true)
            .gradientNormalization(GradientNormalization.ClipL2PerLayer)
            .gradientNormalizationThreshold(1e-2),
        false,
        Encoders.CLASSES,
        layers);
  }

  private static DataSet data() {
    return new DataSet(
        Encoders.ids(DataType.FLOAT),
        Encoders.labels(DataType.FLOAT, false),
        Nd4j.create(END),
        null);
  }
}

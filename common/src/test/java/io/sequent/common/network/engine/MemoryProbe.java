package io.sequent.common.network.engine;

import io.sequent.common.network.layer.Dense;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.network.recurrent.Recurrent;
import io.sequent.common.network.update.TrainingStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A process of its own that trains on batches of changing lengths and prints its resident memory in
 * KiB after so many steps as each argument says.
 */
final class MemoryProbe {
  private static final int WORDS = 100;
  private static final int BATCH = 16;
  private static final int LONGEST = 48;
  private static final int CLASSES = 3;

  private MemoryProbe() {}

  public static void main(String[] counts) throws IOException {
    NativeThreads.arrange();
    MultiLayerNetwork network = network();
    TrainingStep step = new TrainingStep(network);
    SplittableRandom random = new SplittableRandom(1);
    int done = 0;
    for (String count : counts) {
      for (; done < Integer.parseInt(count); done++) {
        DataSet data = batch(random, 1 + random.nextInt(LONGEST));
        step.fit(data);
        data.getFeatures().close();
        data.getLabels().close();
        data.getFeaturesMaskArray().close();
      }
      System.out.println(residentKibibytes());
    }
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-3))
                .list()
                .layer(new TokenEmbedding.Builder(WORDS, 32).build())
                .layer(new Recurrent.Builder(CellType.LSTM, 32).bidirectional(true).build())
                .layer(new Recurrent.Builder(CellType.GRU, 32).build())
                .layer(new SequencePooling(List.of(Pooling.MAX), 0))
                .layer(new Dense.Builder(16).activation(Activation.TANH).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.recurrent(1))
                .build());
    network.init();
    return network;
  }

  private static DataSet batch(SplittableRandom random, int time) {
    INDArray ids = Nd4j.create(DataType.FLOAT, BATCH, 1, time);
    INDArray mask = Nd4j.create(DataType.FLOAT, BATCH, time);
    INDArray labels = Nd4j.create(DataType.FLOAT, BATCH, CLASSES);
    for (int b = 0; b < BATCH; b++) {
      int length = b == 0 ? time : 1 + random.nextInt(time);
      for (int t = 0; t < length; t++) {
        ids.putScalar(b, 0, t, random.nextInt(WORDS));
        mask.putScalar(b, t, 1);
      }
      labels.putScalar(b, random.nextInt(CLASSES), 1);
    }
    return new DataSet(ids, labels, mask, null);
  }

  private static long residentKibibytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}

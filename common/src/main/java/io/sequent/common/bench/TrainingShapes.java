package io.sequent.common.bench;

import io.sequent.common.bench.BenchShape.Runs;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.network.transformer.BertEncoder;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Single training steps of networks in the usual sizes of four tasks. */
final class TrainingShapes {
  private static final double LEARNING_RATE = 1e-3;
  private static final int NEWS_WORDS = 12_000;
  private static final int NEWS_STEPS = 70;
  private static final int TOPICS = 4;
  private static final int PIECES = 30_522;
  private static final int NER_WORDS = 50_000;
  private static final int CHARACTERS = 57;

  private TrainingShapes() {}

  static List<BenchShape> all() {
    return List.of(
        news("news-lstm256", CellType.LSTM, 1, false),
        news("news-gru256", CellType.GRU, 1, false),
        news("news-bilstm256x2", CellType.LSTM, 2, true),
        newsTransformer(),
        newsConvolutions(),
        encoderFineTuning(),
        stocks("stocks-lstm512", CellType.LSTM),
        stocks("stocks-gru512", CellType.GRU),
        stocks("stocks-rnn512", CellType.RNN),
        textgen("textgen-lstm1024", CellType.LSTM),
        textgen("textgen-gru1024", CellType.GRU),
        ner("ner-lstm512x3", false),
        ner("ner-lstm512x3-lazy", true));
  }

  /**
   * The training step of a network.
   *
   * @param needs features that the toolkit must have
   * @param runs steps of warm-up, and steps that give a stable median
   * @param batch the data
   * @param network builds the network of a toolkit's layers
   */
  static BenchShape step(
      String name,
      Needs needs,
      Runs runs,
      Supplier<DataSet> batch,
      Function<Toolkit, MultiLayerConfiguration> network) {
    Function<Toolkit, Runnable> work =
        toolkit -> {
          MultiLayerNetwork trained = new MultiLayerNetwork(network.apply(toolkit));
          trained.init();
          Consumer<DataSet> step = toolkit.step(trained);
          DataSet data = batch.get();
          return () -> step.accept(data);
        };
    return new BenchShape(name, needs, runs, work, BenchReport::milliseconds);
  }

  private static BenchShape news(String name, CellType cell, int depth, boolean bidirectional) {
    return step(
        name,
        Needs.cell(cell),
        new Runs(40, 21),
        TrainingShapes::news,
        toolkit -> {
          ListBuilder layers = layers().layer(toolkit.embedding(NEWS_WORDS, 256, false));
          for (int i = 0; i < depth; i++) {
            layers.layer(toolkit.recurrent(cell, 256, bidirectional));
          }
          return layers
              .layer(toolkit.maxOverTime())
              .layer(toolkit.dense(256, Activation.TANH))
              .layer(topic())
              .setInputType(toolkit.tokens(NEWS_WORDS))
              .build();
        });
  }

  private static BenchShape newsTransformer() {
    return step(
        "news-transformer256",
        Needs.encoder("transformer"),
        new Runs(10, 11),
        TrainingShapes::news,
        toolkit -> {
          ListBuilder layers = layers().layer(toolkit.embedding(NEWS_WORDS, 256, false));
          toolkit.transformer(4, 4, 1024, NEWS_STEPS).forEach(layers::layer);
          return layers.layer(topic()).setInputType(toolkit.tokens(NEWS_WORDS)).build();
        });
  }

  private static BenchShape newsConvolutions() {
    return step(
        "news-cnn128",
        Needs.encoder("convolutions of several widths side by side"),
        new Runs(20, 21),
        TrainingShapes::news,
        toolkit ->
            layers()
                .layer(toolkit.embedding(NEWS_WORDS, 256, false))
                .layer(toolkit.convolutions(List.of(3, 4, 5), 128))
                .layer(toolkit.maxOverTime())
                .layer(topic())
                .setInputType(toolkit.tokens(NEWS_WORDS))
                .build());
  }

  /** Of the sizes of all-minilm-l6-v2, without dropout. */
  private static BenchShape encoderFineTuning() {
    BertEncoder.Shape shape = new BertEncoder.Shape(PIECES, 384, 6, 12, 1536, 512, 2, 1e-12);
    return step(
        "encoder-finetune384x6",
        Needs.encoder("encoder of the BERT family"),
        new Runs(8, 11),
        () -> {
          int batch = 32;
          return new DataSet(
              RandomArrays.ids(batch, 64, PIECES), RandomArrays.classes(batch, TOPICS));
        },
        toolkit -> {
          ListBuilder layers = layers();
          toolkit.pretrainedEncoder(shape).forEach(layers::layer);
          return layers.layer(topic()).setInputType(toolkit.tokens(PIECES)).build();
        });
  }

  private static DataSet news() {
    int batch = 64;
    return new DataSet(
        RandomArrays.ids(batch, NEWS_STEPS, NEWS_WORDS), RandomArrays.classes(batch, TOPICS));
  }

  private static Layer topic() {
    return new OutputLayer.Builder(new LossMCXENT())
        .nOut(TOPICS)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static BenchShape stocks(String name, CellType cell) {
    int batch = 8;
    int time = 30;
    int channels = 2;
    return step(
        name,
        Needs.cell(cell),
        new Runs(800, 201), // Short, so compilation takes more of them.
        () ->
            new DataSet(
                Nd4j.randn(DataType.FLOAT, batch, channels, time),
                Nd4j.randn(DataType.FLOAT, batch, channels)),
        toolkit -> {
          ListBuilder layers = layers();
          toolkit.recurrentLast(cell, 512).forEach(layers::layer);
          return layers
              .layer(toolkit.dense(256, Activation.RELU))
              .layer(toolkit.dense(128, Activation.RELU))
              .layer(
                  new OutputLayer.Builder(new LossMSE())
                      .nOut(channels)
                      .activation(Activation.IDENTITY)
                      .build())
              .setInputType(InputType.recurrent(channels))
              .build();
        });
  }

  private static BenchShape textgen(String name, CellType cell) {
    int batch = 8;
    int time = 250;
    return step(
        name,
        Needs.cell(cell),
        new Runs(4, 7),
        () ->
            new DataSet(
                RandomArrays.ids(batch, time, CHARACTERS),
                RandomArrays.classes(batch, CHARACTERS, time)),
        toolkit ->
            layers()
                .layer(toolkit.embedding(CHARACTERS, 64, false))
                .layer(toolkit.recurrent(cell, 1024, false))
                .layer(toolkit.dense(256, Activation.RELU))
                .layer(toolkit.dense(128, Activation.RELU))
                .layer(classOfEachStep(CHARACTERS))
                .setInputType(toolkit.tokens(CHARACTERS))
                .build());
  }

  private static BenchShape ner(String name, boolean lazyEmbedding) {
    int batch = 64;
    int time = 40;
    int tags = 9;
    return step(
        name,
        Needs.cell(CellType.LSTM).lazyEmbedding(lazyEmbedding),
        new Runs(4, 7),
        () ->
            new DataSet(
                RandomArrays.ids(batch, time, NER_WORDS), RandomArrays.classes(batch, tags, time)),
        toolkit -> {
          ListBuilder layers = layers().layer(toolkit.embedding(NER_WORDS, 512, lazyEmbedding));
          for (int i = 0; i < 3; i++) {
            layers.layer(toolkit.recurrent(CellType.LSTM, 512, false));
          }
          return layers
              .layer(classOfEachStep(tags))
              .setInputType(toolkit.tokens(NER_WORDS))
              .build();
        });
  }

  private static ListBuilder layers() {
    return new NeuralNetConfiguration.Builder().updater(new Adam(LEARNING_RATE)).seed(42).list();
  }

  private static Layer classOfEachStep(int classes) {
    return new RnnOutputLayer.Builder(new LossMCXENT())
        .nOut(classes)
        .activation(Activation.SOFTMAX)
        .build();
  }
}

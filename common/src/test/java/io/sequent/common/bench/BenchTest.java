package io.sequent.common.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.UserError;
import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.engine.Kernels;
import io.sequent.common.network.engine.Precision;
import io.sequent.common.network.recurrent.CellType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

@ExtendWith(OneThread.class)
class BenchTest {
  /** What programs that compare times take for a line of theirs. */
  private static final Pattern TIME = Pattern.compile("^\\S+\\t\\S+\\t[0-9.]+$");

  private static final List<Measurement> TINY =
      List.of(
          step("tiny-lstm", CellType.LSTM, false),
          step("tiny-gru", CellType.GRU, false),
          step("tiny-lazy", CellType.LSTM, true),
          transformer(),
          GenerationShapes.generation("tiny-generation", CellType.RNN, 4, 3));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final BenchReport report = new BenchReport(stream(out), stream(err));

  private static BenchShape step(String name, CellType cell, boolean lazyEmbedding) {
    return TrainingShapes.step(
        name,
        Needs.cell(cell).lazyEmbedding(lazyEmbedding),
        new BenchShape.Runs(1, 3),
        () -> new DataSet(RandomArrays.ids(2, 3, 5), RandomArrays.classes(2, 4)),
        toolkit -> network(toolkit, cell, lazyEmbedding));
  }

  private static BenchShape transformer() {
    return TrainingShapes.step(
        "tiny-transformer",
        Needs.encoder("transformer"),
        new BenchShape.Runs(1, 3),
        () -> new DataSet(RandomArrays.ids(2, 3, 5), RandomArrays.classes(2, 4)),
        toolkit -> {
          ListBuilder layers =
              new NeuralNetConfiguration.Builder().list().layer(toolkit.embedding(5, 4, false));
          toolkit.transformer(1, 2, 8, 3).forEach(layers::layer);
          return layers.layer(output()).setInputType(toolkit.tokens(5)).build();
        });
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(new LossMCXENT()).nOut(4).activation(Activation.SOFTMAX).build();
  }

  private static MultiLayerConfiguration network(
      Toolkit toolkit, CellType cell, boolean lazyEmbedding) {
    return new NeuralNetConfiguration.Builder()
        .list()
        .layer(toolkit.embedding(5, 3, lazyEmbedding))
        .layer(toolkit.recurrent(cell, 3, true))
        .layer(toolkit.recurrent(cell, 3, false))
        .layer(toolkit.maxOverTime())
        .layer(output())
        .setInputType(toolkit.tokens(5))
        .build();
  }

  private List<String> lines(BenchPlan plan, String... names) throws IOException {
    Bench.of(TINY, List.of(names)).run(plan, report);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void timesAreLinesOfToolkitShapeAndMilliseconds() throws IOException {
    List<String> lines =
        lines(
            new BenchPlan(Comparison.NONE, Precision.FLOAT, 0, 1, false), "tiny-gru", "tiny-lstm");
    assertThat(lines).filteredOn(TIME.asPredicate()).hasSize(2);
    assertThat(lines).anyMatch(line -> line.matches("sequent\ttiny-gru\t\\d+\\.\\d"));
    assertThat(lines).anyMatch(line -> line.matches("sequent\ttiny-lstm\t\\d+\\.\\d"));
    assertThat(lines)
        .filteredOn(line -> !TIME.matcher(line).find())
        .allMatch(s -> s.startsWith("#"));
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("tiny-lstm ...", "tiny-gru ...");
  }

  @Test
  void notesSayHowOftenWithWhatAndOnHowManyCores() throws IOException {
    assertThat(lines(new BenchPlan(Comparison.NONE, Precision.FLOAT, 2, 1, false), "tiny-lstm"))
        .anyMatch(line -> line.contains(Kernels.describe()) && line.contains("cores"))
        .contains("# tiny-lstm: median of 2 after 1");
  }

  @Test
  void figureInAnotherUnitIsNotTakenForATime() throws IOException {
    List<String> lines =
        lines(new BenchPlan(Comparison.NONE, Precision.FLOAT, 1, 0, false), "tiny-generation");
    assertThat(lines).noneMatch(TIME.asPredicate());
    assertThat(lines)
        .anyMatch(line -> line.matches("sequent\ttiny-generation\t\\d+\tcharacters/s"));
    report.share(BenchReport.OURS, "padding-x", 0.042);
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).contains("sequent\tpadding-x\t4.2\t%");
  }

  @Test
  void stockLayersAreTimedWhereThereAreSuch() throws IOException {
    List<String> lines = lines(new BenchPlan(Comparison.DL4J, Precision.FLOAT, 1, 0, false));
    assertThat(lines)
        .anyMatch(line -> line.matches("dl4j\ttiny-lstm\t\\d+\\.\\d"))
        .anyMatch(line -> line.matches("dl4j\ttiny-generation\t\\d+\tcharacters/s"))
        .anyMatch(line -> line.matches("# tiny-lstm: sequent is \\d+\\.\\d times as fast as dl4j"))
        .contains("# tiny-gru: dl4j has no GRU")
        .contains("# tiny-lazy: dl4j has no embedding that is updated lazily")
        .contains("# tiny-transformer: dl4j has no transformer")
        .noneMatch(line -> line.startsWith("dl4j\ttiny-gru") || line.startsWith("dl4j\ttiny-lazy"));
  }

  @Test
  void phasesAddUpToTheTimeOfTheStep() throws IOException {
    List<String> lines =
        lines(new BenchPlan(Comparison.NONE, Precision.FLOAT, 200, 0, true), "tiny-lstm");
    double whole =
        lines.stream()
            .filter(TIME.asPredicate())
            .mapToDouble(line -> Double.parseDouble(line.split("\t", -1)[2]))
            .findFirst()
            .orElseThrow();
    double parts =
        lines.stream()
            .filter(line -> line.contains("\tms: "))
            .mapToDouble(line -> Double.parseDouble(line.split("\t", -1)[2]))
            .sum();
    assertThat(parts).isCloseTo(whole, within(0.1));
    assertThat(lines).anyMatch(line -> line.endsWith("\tms: recurrent layers, backward"));
  }

  @Test
  void phaseIsThatOfTheBranchOfATransformer() {
    String block = "io.sequent.common.network.transformer.TransformerBlockLayer";
    String attention = "io.sequent.common.network.transformer.SelfAttention";
    assertThat(phase(attention, "backward", block, "backpropGradient")).isEqualTo(Phase.ATTENTION);
    assertThat(phase(block, "backpropGradient", "Trainer", "fit"))
        .isEqualTo(Phase.TRANSFORMER_AROUND);
    assertThat(phase("Trainer", "fit", "Main", "main")).isEqualTo(Phase.REST);
  }

  private static Phase phase(String inner, String innerMethod, String outer, String outerMethod) {
    return Phase.of(
        new StackTraceElement[] {
          new StackTraceElement(inner, innerMethod, null, 1),
          new StackTraceElement(outer, outerMethod, null, 1)
        });
  }

  @Test
  void unknownShapeNamesTheNearestOne() {
    assertThatThrownBy(() -> Bench.of(TINY, List.of("tiny-gru", "tiny-lsmt")))
        .isInstanceOf(UserError.class)
        .hasMessage("unknown shape 'tiny-lsmt', did you mean 'tiny-lstm'?");
  }

  @Test
  void shapesHaveNamesOfTheirOwnWithoutSpaces() {
    List<String> names = Shapes.all().stream().map(Measurement::name).toList();
    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9-]+"));
    assertThat(names)
        .contains(
            "news-bilstm256x2",
            "news-transformer256",
            "news-cnn128",
            "stocks-rnn512",
            "textgen-gru1024",
            "generation-lstm1024");
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}

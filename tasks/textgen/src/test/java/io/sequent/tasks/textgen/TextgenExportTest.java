package io.sequent.tasks.textgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.export.ExportedModel;
import io.sequent.common.export.OnnxFileRun;
import io.sequent.common.export.OnnxFileRun.Output;
import io.sequent.common.export.OnnxFileRun.Outputs;
import io.sequent.common.predict.GeneratedText;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Language models in ONNX Runtime beside their own probabilities and texts. */
class TextgenExportTest {
  private static final int HIDDEN = 12;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"recipe, lstm, 4", "none, gru, 2", "none, rnn, 2"})
  void textIsTheSame(String preset, String cell, int states) throws Exception {
    ExportedModel<TextWindow, TextgenPreparation> exported =
        ExportedModel.of(
            new TextgenTask(),
            preset,
            Map.of("hidden", String.valueOf(HIDDEN), "embedding", "8", "layers", "2", "cell", cell),
            UnaryOperator.identity(),
            folder);
    TextgenPreparation preparation = exported.model().preparation();
    int[] prompt = preparation.ids("the sea");
    INDArray ids = Nd4j.createFromArray(prompt).reshape(1, 1, prompt.length);
    INDArray expected = exported.model().network().output(ids, false);
    String text =
        ((GeneratedText)
                exported
                    .predictions(Map.of("prompt", "the sea", "greedy", "true", "length", "30"))
                    .get(0))
            .text();
    try (OnnxFileRun run = OnnxFileRun.of(exported.file())) {
      Map<String, float[]> state = new HashMap<>();
      run.inputNames().stream()
          .filter(name -> !name.equals("ids"))
          .forEach(name -> state.put(name, new float[HIDDEN]));
      assertThat(state).hasSize(states);
      StringBuilder written = new StringBuilder("the sea");
      long[] read = preparationIds(prompt);
      for (int i = 0; i < 30; i++) {
        for (Map.Entry<String, float[]> one : state.entrySet()) {
          run.with(one.getKey(), one.getValue(), 1, HIDDEN);
        }
        Outputs outputs = run.with("ids", read, 1, read.length).run();
        Output probabilities = outputs.get("probabilities");
        if (i == 0) {
          for (int t = 0; t < prompt.length; t++) {
            for (int c = 0; c < preparation.alphabet().size(); c++) {
              assertThat(probabilities.at(0, t, c))
                  .isCloseTo(expected.getDouble(0, c, t), within(1e-5));
            }
          }
        }
        int best = 2;
        for (int c = 3; c < preparation.alphabet().size(); c++) {
          int last = read.length - 1;
          best = probabilities.at(0, last, c) > probabilities.at(0, last, best) ? c : best;
        }
        written.append(preparation.alphabet().token(best));
        read = new long[] {best};
        for (String name : List.copyOf(state.keySet())) {
          state.put(name, floats(outputs.get("next_" + name).numbers()));
        }
      }
      assertThat(written).hasToString(text);
    }
  }

  private static long[] preparationIds(int... ids) {
    long[] longs = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      longs[i] = ids[i];
    }
    return longs;
  }

  private static float[] floats(double... numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }
}

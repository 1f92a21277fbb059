package io.sequent.common.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sequent.common.config.Config;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The encoder all-minilm-l6-v2, in builds with the Maven profile {@code encoders}. */
class MiniLmTest {
  private static final String TEXT =
      String.join(" ", Collections.nCopies(8, "Oil prices rise as the storm nears the coast."));

  @Test
  void statesAreThoseOfOnnxRuntime(@TempDir Path folder) throws IOException {
    Path model = folder.resolve("model.onnx");
    try (InputStream in = MiniLmTest.class.getResourceAsStream("/all-minilm-l6-v2.onnx")) {
      assumeTrue(in != null, "not part of this build");
      Files.copy(in, model);
    }
    Config config =
        Config.defaults(EncoderSettings.all())
            .with(Map.of("encoder", "all-minilm-l6-v2", "encoder-layers", "none"), "");
    TextEncoder encoder = TextEncoder.of(config, 64);
    List<int[]> texts =
        List.of(encoder.pieces(TEXT).ids(), encoder.pieces("Oil").ids(), encoder.pieces("").ids());
    assertThat(texts).extracting(ids -> ids.length).containsExactly(64, 3, 2);

    INDArray states = encoder.inputOnce(texts).ids();
    List<float[]> graph =
        OnnxRuntime.find().orElseThrow().open(model, encoder.sizes().width()).states(texts);

    // Measured with ONNX Runtime in Python.
    assertThat(states.getFloat(0, 0, 0)).isCloseTo(-0.453358f, within(1e-4f));
    assertThat(states.getFloat(0, 1, 0)).isCloseTo(0.216327f, within(1e-4f));
    assertThat(states.getFloat(0, 2, 0)).isCloseTo(0.544149f, within(1e-4f));
    for (int text = 0; text < texts.size(); text++) {
      int length = texts.get(text).length;
      for (int channel = 0; channel < encoder.sizes().width(); channel++) {
        for (int step = 0; step < length; step++) {
          assertThat(states.getFloat(text, channel, step))
              .isCloseTo(graph.get(text)[channel * length + step], within(1e-4f));
        }
      }
    }
  }
}

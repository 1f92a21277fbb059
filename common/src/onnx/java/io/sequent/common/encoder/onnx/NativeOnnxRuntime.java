package io.sequent.common.encoder.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.sequent.common.UserError;
import io.sequent.common.encoder.OnnxRuntime;
import io.sequent.common.encoder.StatesModel;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kohsuke.MetaInfServices;

/** Runs graphs with Microsoft's library. */
@MetaInfServices(OnnxRuntime.class)
public final class NativeOnnxRuntime implements OnnxRuntime {
  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";
  private static final String STATES = "last_hidden_state";

  @Override
  public StatesModel open(Path model, int width) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try {
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      OrtSession session = environment.createSession(model.toString(), options);
      check(model, session);
      return new Graph(model, environment, session, width);
    } catch (OrtException e) {
      throw new UserError(
          "%s: not a graph that can be run: %s".formatted(model, e.getMessage()), e);
    }
  }

  private static void check(Path model, OrtSession session) throws OrtException {
    if (!session.getInputNames().contains(IDS)) {
      throw new UserError("%s: no input '%s'".formatted(model, IDS));
    }
    for (NodeInfo input : session.getInputInfo().values()) {
      boolean wholeNumbers =
          input.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.INT64;
      if (!List.of(IDS, MASK, TYPES).contains(input.getName()) || !wholeNumbers) {
        throw new UserError(
            "%s: input '%s', expected %s, %s and perhaps %s, all int64"
                .formatted(model, input.getName(), IDS, MASK, TYPES));
      }
    }
    if (!session.getOutputNames().contains(STATES)) {
      throw new UserError("%s: no output '%s'".formatted(model, STATES));
    }
  }

  /** A graph that is ready to run. */
  private record Graph(Path model, OrtEnvironment environment, OrtSession session, int width)
      implements StatesModel {
    @Override
    public List<float[]> states(List<int[]> texts) {
      int time = texts.stream().mapToInt(text -> text.length).max().orElseThrow();
      long[] ids = new long[texts.size() * time];
      long[] mask = new long[ids.length];
      for (int i = 0; i < texts.size(); i++) {
        for (int step = 0; step < texts.get(i).length; step++) {
          ids[i * time + step] = texts.get(i)[step];
          mask[i * time + step] = 1;
        }
      }
      Map<String, long[]> all = Map.of(IDS, ids, MASK, mask, TYPES, new long[ids.length]);
      Map<String, OnnxTensor> inputs = new HashMap<>();
      try {
        for (String name : session.getInputNames()) {
          inputs.put(
              name,
              OnnxTensor.createTensor(
                  environment, LongBuffer.wrap(all.get(name)), new long[] {texts.size(), time}));
        }
        try (OrtSession.Result result = session.run(inputs, Set.of(STATES))) {
          OnnxTensor states = (OnnxTensor) result.get(STATES).orElseThrow();
          long[] shape = {texts.size(), time, width};
          if (!Arrays.equals(states.getInfo().getShape(), shape)) {
            throw new UserError(
                "%s: states of shape %s, expected %s"
                    .formatted(
                        model,
                        Arrays.toString(states.getInfo().getShape()),
                        Arrays.toString(shape)));
          }
          return transposed(states.getFloatBuffer(), texts, time);
        }
      } catch (OrtException e) {
        throw new UserError("%s: cannot be run: %s".formatted(model, e.getMessage()), e);
      } finally {
        inputs.values().forEach(OnnxTensor::close);
      }
    }

    /** From [batch, time, width] to [width, pieces] of each text. */
    private List<float[]> transposed(FloatBuffer from, List<int[]> texts, int time) {
      List<float[]> states = new ArrayList<>();
      for (int i = 0; i < texts.size(); i++) {
        int length = texts.get(i).length;
        float[] own = new float[width * length];
        for (int step = 0; step < length; step++) {
          for (int channel = 0; channel < width; channel++) {
            float number = from.get((i * time + step) * width + channel);
            if (!Float.isFinite(number)) {
              throw new UserError("%s: a state is %s".formatted(model, number));
            }
            own[channel * length + step] = number;
          }
        }
        states.add(own);
      }
      return states;
    }
  }
}

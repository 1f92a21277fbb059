package io.sequent.common.export;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An ONNX file in ONNX Runtime. */
public final class OnnxFileRun implements AutoCloseable {
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs = new HashMap<>();

  private OnnxFileRun(OrtSession session) {
    this.session = session;
  }

  public static OnnxFileRun of(Path file) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    return new OnnxFileRun(ENVIRONMENT.createSession(file.toString(), options));
  }

  /** Output numbers in order c, and their shape. */
  public record Output(double[] numbers, long[] shape) {
    public double at(long... place) {
      long index = 0;
      for (int i = 0; i < shape.length; i++) {
        index = index * shape[i] + place[i];
      }
      return numbers[Math.toIntExact(index)];
    }
  }

  /** All outputs, the first one first. */
  public record Outputs(Map<String, Output> byName) {
    public Output get(String name) {
      return Objects.requireNonNull(byName.get(name), () -> name + " among " + names());
    }

    public Output first() {
      return byName.values().iterator().next();
    }

    public List<String> names() {
      return List.copyOf(byName.keySet());
    }
  }

  public Set<String> inputNames() {
    return session.getInputNames();
  }

  public Map<String, String> metadata() throws OrtException {
    return session.getMetadata().getCustomMetadata();
  }

  public OnnxFileRun with(String input, long[] numbers, long... shape) throws OrtException {
    return with(input, OnnxTensor.createTensor(ENVIRONMENT, LongBuffer.wrap(numbers), shape));
  }

  public OnnxFileRun with(String input, float[] numbers, long... shape) throws OrtException {
    return with(input, OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.wrap(numbers), shape));
  }

  public OnnxFileRun with(String input, double[] numbers, long... shape) throws OrtException {
    return with(input, OnnxTensor.createTensor(ENVIRONMENT, DoubleBuffer.wrap(numbers), shape));
  }

  private OnnxFileRun with(String input, OnnxTensor tensor) {
    OnnxTensor old = inputs.put(input, tensor);
    if (old != null) {
      old.close();
    }
    return this;
  }

  /**
   * What a network reads, in the inputs that the file has for it, states as zeros.
   *
   * @param features shape [batch, channels, time]
   * @param lengths of the sequences
   */
  public OnnxFileRun withFeatures(INDArray features, int... lengths) throws OrtException {
    int channel = 0;
    for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
      String name = input.getKey();
      TensorInfo info = (TensorInfo) input.getValue().getInfo();
      long[] shape = info.getShape();
      if (name.equals("lengths")) {
        with(name, Arrays.stream(lengths).asLongStream().toArray(), lengths.length);
      } else if (info.type == OnnxJavaType.INT64) {
        int channels = shape.length == 2 ? 1 : (int) shape[2];
        withIds(name, features, channel, channels, shape.length == 2);
        channel += channels;
      } else if (name.equals("weights")) {
        INDArray weights = features.get(all(), point(channel), all()).dup('c');
        with(name, weights.data().asFloat(), weights.shape());
      } else if (name.equals("values")) {
        withValues(name, features);
      } else {
        with(name, new float[lengths.length * (int) shape[1]], lengths.length, shape[1]);
      }
    }
    return this;
  }

  private void withIds(String input, INDArray features, int from, int count, boolean flat)
      throws OrtException {
    int batch = (int) features.size(0);
    int time = (int) features.size(2);
    long[] ids = new long[batch * time * count];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = features.getInt(i / count / time, from + i % count, i / count % time);
    }
    if (flat) {
      with(input, ids, batch, time);
    } else {
      with(input, ids, batch, time, count);
    }
  }

  /**
   * A batch of sequences of numbers, or of vectors.
   *
   * @param features shape [batch, channels, time] or [batch, channels]
   */
  public OnnxFileRun withValues(String input, INDArray features) throws OrtException {
    INDArray byTime = (features.rank() == 2 ? features : features.permute(0, 2, 1)).dup('c');
    return with(input, byTime.data().asFloat(), byTime.shape());
  }

  public Outputs run() throws OrtException {
    Map<String, Output> outputs = new LinkedHashMap<>();
    try (OrtSession.Result result = session.run(inputs)) {
      for (Map.Entry<String, OnnxValue> one : result) {
        OnnxTensor tensor = (OnnxTensor) one.getValue();
        outputs.put(one.getKey(), new Output(numbers(tensor), tensor.getInfo().getShape()));
      }
    }
    return new Outputs(outputs);
  }

  private static double[] numbers(OnnxTensor tensor) {
    FloatBuffer floats = tensor.getFloatBuffer();
    if (floats != null && tensor.getInfo().type == OnnxJavaType.FLOAT) {
      double[] numbers = new double[floats.remaining()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = floats.get(i);
      }
      return numbers;
    }
    DoubleBuffer doubles = tensor.getDoubleBuffer();
    double[] numbers = new double[doubles.remaining()];
    doubles.get(numbers);
    return numbers;
  }

  @Override
  public void close() throws OrtException {
    inputs.values().forEach(OnnxTensor::close);
    session.close();
  }
}

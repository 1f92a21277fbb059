package io.sequent.common.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnnxFileTest {
  private static final int FLOAT32 = 1;
  private static final int INT64 = 7;

  private final Message graph = new Message();

  @Test
  void aMatrixWithoutANameIsTheWeightOfItsBias() throws Exception {
    graph
        .message(1, node("MatMul", "states", "onnx::MatMul_7", "product"))
        .message(1, node("Add", "a.query.bias", "product", "sum"))
        .message(1, node("MatMul", "states", "b.weight", "other"))
        .message(5, tensor("a.query.bias", FLOAT32, 8, 2))
        .message(5, tensor("onnx::MatMul_7", FLOAT32, 24, 3, 2))
        .message(5, tensor("b.weight", FLOAT32, 24, 2, 3))
        .message(5, tensor("c.weight", FLOAT32, 24, 2, 3))
        .message(5, tensor("shape", INT64, 8, 1));

    FileBytes file = file();
    Map<String, StoredTensor> tensors = OnnxFile.tensors(file);

    assertThat(tensors)
        .containsOnlyKeys(
            "a.query.bias", "a.query.weight", "onnx::MatMul_7", "b.weight", "c.weight");
    assertThat(EncoderFiles.named("a.query.weight", tensors).shape()).containsExactly(3L, 2L);
    assertThat(EncoderFiles.named("a.query.weight", tensors).inputsFirst()).isTrue();
    assertThat(EncoderFiles.named("b.weight", tensors).inputsFirst()).isTrue();
    assertThat(EncoderFiles.named("c.weight", tensors).inputsFirst()).isFalse();
    float[] numbers = new float[6];
    EncoderFiles.named("a.query.weight", tensors).read(file, 0, numbers);
    assertThat(numbers).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void sizesMayBePackedAndNumbersBeFloats() throws Exception {
    Message packed = new Message().bytes(1, new byte[] {2, (byte) 0x81, 0});
    graph.message(
        5, packed.number(2, FLOAT32).text(8, "a.weight").bytes(4, EncoderFiles.floats(2)));

    assertThat(EncoderFiles.named("a.weight", OnnxFile.tensors(file())).shape())
        .containsExactly(2L, 1L);
  }

  @Test
  void aTensorThatLiesIsRefused() {
    graph.message(5, tensor("a.weight", FLOAT32, 8, 3));
    assertRefused("tensor 'a.weight' of shape [3] has 8 bytes");
  }

  @Test
  void aTensorLargerThanAnyFileIsRefused() {
    graph.message(5, tensor("a.weight", FLOAT32, 0, 1L << 62, 4));
    assertRefused("of shape [4611686018427387904, 4] has 0 bytes");
  }

  @Test
  void aNegativeSizeIsRefused() {
    graph.message(5, tensor("a.weight", FLOAT32, 0, -1));
    assertRefused("a tensor has the size -1");
  }

  @Test
  void aNameTwiceIsRefused() {
    graph
        .message(5, tensor("a.weight", FLOAT32, 8, 2))
        .message(5, tensor("a.weight", FLOAT32, 8, 2));
    assertRefused("tensor 'a.weight' is there twice");
  }

  @Test
  void weightsInAnotherFileAreRefused() {
    graph.message(5, tensor("a.weight", FLOAT32, 8, 2).number(14, 1));
    assertRefused("the weights lie in another file");
  }

  @Test
  void aModelWithoutWeightsIsRefused() {
    assertRefused("it has no weights");
  }

  /** Cut or changed anywhere, a file is read as something or refused in one line. */
  @Test
  void brokenFilesAreRefusedInOneLine() throws Exception {
    graph
        .message(1, node("MatMul", "states", "m", "product"))
        .message(1, node("Add", "a.bias", "product", "sum"))
        .message(5, tensor("m", FLOAT32, 24, 3, 2));
    byte[] whole = new Message().message(7, graph).bytes();
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      try {
        OnnxFile.tensors(FileBytes.of("model.onnx", bytes));
      } catch (UserError e) {
        assertThat(e).hasMessageStartingWith("model.onnx: not an ONNX file");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(10_000);
  }

  private FileBytes file() {
    return FileBytes.of("model.onnx", new Message().number(1, 8).message(7, graph).bytes());
  }

  private void assertRefused(String problem) {
    assertThatThrownBy(() -> OnnxFile.tensors(file()))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("model.onnx: not an ONNX file")
        .hasMessageContaining(problem);
  }

  private static Message node(String operation, String left, String right, String output) {
    return new Message().text(1, left).text(1, right).text(2, output).text(4, operation);
  }

  private static Message tensor(String name, int type, int bytes, long... shape) {
    Message tensor = new Message();
    for (long size : shape) {
      tensor.number(1, size);
    }
    return tensor.number(2, type).text(8, name).bytes(9, EncoderFiles.floats(bytes / 4));
  }

  /** A message in protobuf's wire format. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Message bytes(int field, byte[] value) {
      varint(((long) field << 3) | 2);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.bytes());
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        out.write((int) (rest & 0x7F) | 0x80);
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}

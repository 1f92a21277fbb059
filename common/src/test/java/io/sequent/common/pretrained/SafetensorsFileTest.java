package io.sequent.common.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsFileTest {
  @TempDir Path folder;

  @Test
  void numbersOfAllWidthsAreReadExactly() throws Exception {
    Path file = folder.resolve("model.safetensors");
    byte[] halves = {0x00, 0x3C, 0x01, (byte) 0x80, (byte) 0xFF, 0x7B, 0x00, (byte) 0xC1};
    byte[] brain = {(byte) 0x80, 0x3F, 0x49, (byte) 0xC0};
    new EncoderFiles.Safetensors()
        .add("single", "F32", List.of(3), EncoderFiles.floats(3))
        .add("half", "F16", List.of(2, 2), halves)
        .add("brain", "BF16", List.of(2), brain)
        .add("ids", "I64", List.of(1), new byte[8])
        .write(file);

    FileBytes bytes = FileBytes.of(file);
    Map<String, StoredTensor> tensors = SafetensorsFile.tensors(bytes);

    assertThat(tensors).containsOnlyKeys("single", "half", "brain", "ids");
    assertThat(read(bytes, EncoderFiles.named("single", tensors), 3)).containsExactly(0, 1, 2);
    assertThat(read(bytes, EncoderFiles.named("half", tensors), 4))
        .containsExactly(1, -0x1p-24f, 65504, -2.5f);
    assertThat(read(bytes, EncoderFiles.named("brain", tensors), 2)).containsExactly(1, -3.140625f);
    assertThat(EncoderFiles.named("half", tensors).shape()).containsExactly(2L, 2L);
    assertThat(EncoderFiles.named("ids", tensors).type().isRead()).isFalse();
  }

  private static float[] read(FileBytes file, StoredTensor tensor, int count) throws Exception {
    float[] numbers = new float[count];
    tensor.read(file, 0, numbers);
    return numbers;
  }

  @Test
  void everyHalfHasTheValueOfItsDefinition() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      int exponent = (bits >> 10) & 31;
      double fraction = (bits & 1023) / 1024.0;
      double magnitude =
          exponent == 0
              ? fraction * Math.pow(2, -14)
              : exponent < 31
                  ? (1 + fraction) * Math.pow(2, exponent - 15)
                  : fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
      float expected = (float) (bits < 1 << 15 ? magnitude : -magnitude);

      assertThat(Float.compare(ElementType.half((short) bits), expected)).as("%x", bits).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [1]                                                                   | no JSON object
          {                                                                     | ends too early
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{}}         | Duplicate field 'a'
          {"a":{"dtype":"F33","shape":[2],"data_offsets":[0,8]}}                | unknown dtype 'F33'
          {"a":{"shape":[2],"data_offsets":[0,8]}}                              | unknown dtype ''
          {"a":{"dtype":"F32","data_offsets":[0,8]}}                            | has no 'shape'
          {"a":{"dtype":"F32","shape":[2]}}                                     | has no 'data_offsets'
          {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}                | shape [3] in F32 has 8 bytes
          {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}               | 'shape' is not a list of sizes
          {"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}              | 'shape' is not a list of sizes
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}                | expected two offsets up to 8
          {"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}               | expected two offsets up to 8
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,9]}}              | expected two offsets up to 8
          {"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}} | has 0 bytes
          {"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}  | not a list of sizes
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}                | 8 bytes of tensors, the header has 4
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}                | begins at 4, expected 0
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | 'b' begins at 4, expected 8
          {}                                                                    | 8 bytes of tensors, the header has 0
          """)
  void aHeaderThatLiesIsRefused(String header, String problem) throws Exception {
    Path file = folder.resolve("model.safetensors");
    Files.write(file, EncoderFiles.Safetensors.bytes(header, new byte[8]));

    assertRefused(file, problem);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 'a header of 18446744073709551615 bytes in a file of 10, expected at most 2'",
    "9223372036854775807, 'a header of 9223372036854775807 bytes'",
    "3, a header of 3 bytes in a file of 10"
  })
  void aHeaderLongerThanTheFileIsRefused(long length, String problem) throws Exception {
    Path file = folder.resolve("model.safetensors");
    Files.write(
        file, ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());

    assertRefused(file, problem);
  }

  @Test
  void aFileShorterThanALengthIsRefused() throws Exception {
    Path file = Files.write(folder.resolve("model.safetensors"), new byte[7]);

    assertRefused(file, "7 bytes, expected at least 8");
  }

  @Test
  void deepNestingIsRefused() throws Exception {
    Path file = folder.resolve("model.safetensors");
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    Files.write(file, EncoderFiles.Safetensors.bytes(deep, new byte[0]));

    assertRefused(file, "nested too deeply");
  }

  @Test
  void aFileThatShrinksIsNotLookedAt() throws Exception {
    Path file = folder.resolve("model.safetensors");
    new EncoderFiles.Safetensors().add("a", "F32", List.of(2), new byte[8]).write(file);
    FileBytes bytes = FileBytes.of(file);
    StoredTensor tensor = EncoderFiles.named("a", SafetensorsFile.tensors(bytes));
    Files.write(file, new byte[20]);

    assertThatThrownBy(() -> read(bytes, tensor, 2))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("has changed");
  }

  private static void assertRefused(Path file, String problem) throws Exception {
    FileBytes bytes = FileBytes.of(file);

    assertThatThrownBy(() -> SafetensorsFile.tensors(bytes))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file + ": not a safetensors file: ")
        .hasMessageContaining(problem);
  }
}

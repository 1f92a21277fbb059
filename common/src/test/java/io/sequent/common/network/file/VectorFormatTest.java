package io.sequent.common.network.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class VectorFormatTest {
  /** Pieces of 64 KiB hold 16,384 floats or 8,192 doubles. */
  @ParameterizedTest
  @CsvSource({
    "FLOAT, 1",
    "FLOAT, 16383",
    "FLOAT, 16384",
    "FLOAT, 16385",
    "FLOAT, 50001",
    "DOUBLE, 1",
    "DOUBLE, 8192",
    "DOUBLE, 20001"
  })
  void valuesOfAllPiecesComeBackInOrder(DataType type, long length) throws IOException {
    INDArray vector = Nd4j.arange((double) length).castTo(type);
    assertThat(read(written(vector), type, length)).isEqualTo(vector);
    assertThat(Nd4j.read(new ByteArrayInputStream(written(vector)))).isEqualTo(vector);
  }

  @Test
  void viewIsWrittenFromItsOwnBeginning() throws IOException {
    INDArray all = Nd4j.arange(40_000).castTo(DataType.FLOAT);
    INDArray view = all.get(NDArrayIndex.interval(5, 30_005));
    assertThat(read(written(view), DataType.FLOAT, 30_000)).isEqualTo(view);
  }

  @Test
  void otherLengthIsRefusedBeforeMemoryIsTaken() throws IOException {
    byte[] written = written(Nd4j.ones(DataType.FLOAT, 5));
    assertThatThrownBy(() -> read(written, DataType.FLOAT, 1L << 40))
        .isInstanceOf(UserError.class)
        .hasMessage("weights: 5 numbers of type FLOAT, expected 1099511627776 of type FLOAT");
  }

  private static byte[] written(INDArray vector) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    VectorFormat.write(vector, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static INDArray read(byte[] bytes, DataType type, long length) throws IOException {
    return VectorFormat.read(
        new DataInputStream(new ByteArrayInputStream(bytes)), type, length, "weights");
  }
}

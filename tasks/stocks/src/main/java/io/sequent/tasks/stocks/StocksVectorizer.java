package io.sequent.tasks.stocks;

import io.sequent.common.data.Vectorizer;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Turns windows into scaled values {@code [batch, series, days]} and targets {@code [batch,
 * series]}.
 */
final class StocksVectorizer implements Vectorizer<PriceWindow> {
  private final StocksPreparation preparation;

  StocksVectorizer(StocksPreparation preparation) {
    this.preparation = preparation;
  }

  @Override
  public int length(PriceWindow window) {
    return window.length();
  }

  @Override
  public DataSet vectorize(List<PriceWindow> windows) {
    int series = preparation.series().size();
    float[] outputs = new float[windows.size() * series];
    for (int w = 0; w < windows.size(); w++) {
      for (int i = 0; i < series; i++) {
        outputs[w * series + i] = (float) preparation.output(windows.get(w), i);
      }
    }
    return new DataSet(
        inputs(windows), Nd4j.create(outputs, new long[] {windows.size(), series}, DataType.FLOAT));
  }

  /** The features alone, for windows whose target has not come yet. */
  INDArray inputs(List<PriceWindow> windows) {
    int series = preparation.series().size();
    int days = windows.get(0).length();
    float[] inputs = new float[windows.size() * series * days];
    for (int w = 0; w < windows.size(); w++) {
      for (int i = 0; i < series; i++) {
        for (int day = 0; day < days; day++) {
          inputs[(w * series + i) * days + day] = (float) preparation.input(windows.get(w), day, i);
        }
      }
    }
    return Nd4j.create(inputs, new long[] {windows.size(), series, days}, DataType.FLOAT);
  }
}

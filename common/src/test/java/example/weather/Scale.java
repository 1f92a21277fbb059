package example.weather;

import io.sequent.common.UserError;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.task.Preparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The scale of the training days.
 *
 * @param mean temperature in degrees Celsius
 */
record Scale(double mean) implements Preparation {
  private static final String FILE = "scale.txt";
  private static final double SPREAD = 10;

  static Scale of(List<Day> train) {
    return new Scale(train.stream().mapToDouble(Day::noon).average().orElseThrow());
  }

  static Scale restore(Path run) throws IOException {
    String text = Files.readString(run.resolve(FILE)).strip();
    try {
      return new Scale(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      throw new UserError(run.resolve(FILE) + ": '" + text + "', expected a number", e);
    }
  }

  @Override
  public void save(Path run) throws IOException {
    AtomicFile.write(run.resolve(FILE), mean + "\n");
  }

  double scaled(double temperature) {
    return (temperature - mean) / SPREAD;
  }

  double celsius(double scaled) {
    return scaled * SPREAD + mean;
  }
}

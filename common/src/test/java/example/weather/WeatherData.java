package example.weather;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataSource;
import io.sequent.common.data.Splits;
import io.sequent.common.task.TaskData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Days in one file, four temperatures a line, separated by commas. */
final class WeatherData implements TaskData<Day> {
  private static final String FILE = "days.csv";
  private static final int COLUMNS = 4;

  @Override
  public DataSource source() {
    return new DataSource(
        "weather",
        List.of(FILE),
        (downloads, folder) -> {
          throw new UserError("the weather is not published, expected data=");
        });
  }

  @Override
  public List<Path> files(Path place, Config config) {
    Path file = place.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new UserError(place + ": expected a folder with " + FILE);
    }
    return List.of(file);
  }

  @Override
  public Splits<Day> read(Path place, Config config) throws IOException {
    Path file = files(place, config).get(0);
    List<Day> days = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      days.add(day(file, i + 1, lines.get(i)));
    }
    int test = days.size() / 5;
    return Splits.holdOut(
        days.subList(test, days.size()),
        0.2,
        config.get(CommonSettings.SEED),
        days.subList(0, test),
        place);
  }

  private static Day day(Path file, long line, String text) {
    String[] fields = text.split(",", -1);
    try {
      if (fields.length == COLUMNS) {
        return new Day(
            Double.parseDouble(fields[0]),
            Double.parseDouble(fields[1]),
            Double.parseDouble(fields[2]),
            Double.parseDouble(fields[3]));
      }
    } catch (NumberFormatException e) {
      throw UserError.at(file, line, "'" + text + "', expected numbers");
    }
    throw UserError.at(file, line, "'" + text + "', expected four temperatures");
  }
}

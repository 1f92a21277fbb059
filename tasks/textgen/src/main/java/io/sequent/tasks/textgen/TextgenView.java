package io.sequent.tasks.textgen;

import io.sequent.common.check.DataCheck;
import io.sequent.common.config.Config;
import io.sequent.common.data.Splits;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import io.sequent.common.task.DataView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Shows a text's windows and how often its characters occur. */
final class TextgenView implements DataView<TextWindow> {
  private static final int SHOWN_CHARACTERS = 60;
  private static final int BARS = 25;

  /** The beginning of each window, and the same one character later: the target. */
  @Override
  public Table examples(List<TextWindow> windows) {
    return new Table(
        "Windows (line ends as ⏎)",
        List.of("input", "target"),
        windows.stream().map(window -> List.of(begin(window, 0), begin(window, 1))).toList());
  }

  private static String begin(TextWindow window, int late) {
    int length = Math.min(SHOWN_CHARACTERS, window.length());
    return new String(window.text(), window.from() + late, length).replace('\n', '⏎') + " …";
  }

  @Override
  public DataCheck check(Splits<TextWindow> splits, Config config) {
    return CharacterCheck.of(splits);
  }

  @Override
  public List<Picture> pictures(Splits<TextWindow> splits, Config config) {
    return List.of(frequencies(splits.train()));
  }

  /** How often the most frequent characters occur. */
  private static Picture frequencies(List<TextWindow> windows) {
    Map<Integer, Integer> counts =
        windows.stream()
            .flatMapToInt(window -> IntStream.range(0, window.length()).map(window::input))
            .boxed()
            .collect(Collectors.toMap(c -> c, c -> 1, Integer::sum, TreeMap::new));
    List<Map.Entry<Integer, Integer>> bars =
        counts.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(BARS)
            .toList();
    return new Picture(
        "characters",
        FrequencyChart.of(
            "Characters: %d of %d".formatted(bars.size(), counts.size()),
            "occurrences",
            bars.stream().map(bar -> name(bar.getKey())).toList(),
            bars.stream().map(Map.Entry::getValue).toList()));
  }

  private static String name(int character) {
    return switch (character) {
      case ' ' -> "blank";
      case '\n' -> "line end";
      case '\t' -> "tab";
      default -> Character.toString(character);
    };
  }
}

package io.sequent.tasks.textgen;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataFiles;
import io.sequent.common.data.DataSettings;
import io.sequent.common.io.TextFile;
import io.sequent.common.report.Shortened;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A text as it is read. Line ends of any system become {@code \n}; byte order marks within, where
 * files were joined, are left out.
 *
 * @param file where it is from
 * @param characters code points
 * @param notes what was changed or looks odd, a line each
 */
record Text(Path file, int[] characters, List<String> notes) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int NAMED = 10;

  /**
   * Reads the text.
   *
   * @param data a text file, or a folder of them
   * @throws UserError if there is no such file
   */
  static Text read(Path data, Config config) throws IOException {
    Path file = file(data, config.get(TextgenSettings.FILE));
    List<String> notes = new ArrayList<>();
    if (Files.isDirectory(data)) {
      notes.addAll(in(data).notes());
    }
    String text = TextFile.read(file, config.get(DataSettings.ENCODING));
    if (text.indexOf('\r') >= 0) {
      notes.add(file + ": line ends \\r\\n and \\r, read as \\n");
      text = text.replace("\r\n", "\n").replace('\r', '\n');
    }
    if (text.contains(BYTE_ORDER_MARK)) {
      notes.add(file + ": byte order marks within the text, left out");
      text = text.replace(BYTE_ORDER_MARK, "");
    }
    Map<Integer, Long> control =
        text.codePoints()
            .filter(Text::isControl)
            .boxed()
            .collect(Collectors.groupingBy(c -> c, TreeMap::new, Collectors.counting()));
    boolean drops = config.get(TextgenSettings.CHARACTERS) == Characters.PRINTABLE;
    if (!control.isEmpty()) {
      notes.add(
          "%s: control characters %s, %s"
              .formatted(
                  file,
                  named(control),
                  drops ? "left out" : "kept; characters=printable leaves them out"));
    }
    String cased = config.get(TextgenSettings.LOWER_CASE) ? lowerCase(text) : text;
    int[] characters = cased.codePoints().filter(c -> !drops || !isControl(c)).toArray();
    return new Text(file, characters, notes);
  }

  /**
   * The file meant by a path.
   *
   * @param data a text file, or a folder of them
   * @param name the file in the folder; empty for tiny shakespeare or else the first by name
   * @throws UserError if there is no such file
   */
  static Path file(Path data, String name) throws IOException {
    if (!Files.isDirectory(data)) {
      return data;
    }
    if (!name.isEmpty()) {
      Path file = data.resolve(name);
      if (!Files.isRegularFile(file)) {
        throw new UserError("setting 'file': " + file + ": no such file");
      }
      return file;
    }
    List<Path> texts = in(data).files();
    if (texts.isEmpty()) {
      throw new UserError(data + ": holds no .txt file, expected a text in UTF-8");
    }
    Path shakespeare = data.resolve(TextgenData.SHAKESPEARE);
    return texts.contains(shakespeare) ? shakespeare : texts.get(0);
  }

  private static DataFiles in(Path folder) throws IOException {
    return DataFiles.in(folder, "*.{txt,txt.gz}");
  }

  /** In no language's special way: Turkish machines must train the same model. */
  static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /**
   * Names characters with how often each occurs.
   *
   * @param counts by character (code point)
   */
  static String named(Map<Integer, Long> counts) {
    List<String> names =
        counts.entrySet().stream()
            .map(
                each ->
                    TextgenPreparation.visible(Character.toString(each.getKey()))
                        + " ×"
                        + each.getValue())
            .toList();
    return Shortened.list(names, NAMED, ", ");
  }

  /** Whether a character is a control character, but a line break or a tab. */
  static boolean isControl(int character) {
    return Character.isISOControl(character) && character != '\n' && character != '\t';
  }
}

package io.sequent.tasks.textgen;

import io.sequent.common.UserError;
import io.sequent.common.data.DataSource;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads the text. */
final class Text {
  private Text() {}

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
    List<Path> texts = DataSource.matching(data, "*.txt");
    if (texts.isEmpty()) {
      throw new UserError(data + ": holds no .txt file, expected a text in UTF-8");
    }
    Path shakespeare = data.resolve(TextgenData.SHAKESPEARE);
    return texts.contains(shakespeare) ? shakespeare : texts.get(0);
  }

  /** The characters (code points) of a file. */
  static int[] read(Path file, boolean lowerCase) throws IOException {
    String text = TextFile.read(file);
    return (lowerCase ? lowerCase(text) : text).codePoints().toArray();
  }

  /** In no language's special way: Turkish machines must train the same model. */
  static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}

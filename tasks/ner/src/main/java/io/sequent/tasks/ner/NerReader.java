package io.sequent.tasks.ner;

import io.sequent.common.UserError;
import io.sequent.common.data.DataFiles;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads tagged sentences in whichever form they are, found by looking. */
final class NerReader {
  private static final String TAG_NAMES = "tags.txt";

  private NerReader() {}

  /** Where the names of tags that a file gives by numbers can be. */
  static Path tagNames(Path file) {
    return file.resolveSibling(TAG_NAMES);
  }

  /**
   * Reads a file, or a folder of texts with BRAT annotations.
   *
   * @throws UserError if it is in no form that is known, has no sentences, or is malformed
   */
  static TaggedFile read(Path place, Charset encoding) throws IOException {
    TaggedFile read;
    if (Files.isDirectory(place) || BratReader.isText(place)) {
      read = BratReader.read(place, texts(place), encoding);
    } else {
      String text = TextFile.read(place, encoding);
      read =
          JsonLinesReader.isJson(place, text)
              ? JsonLinesReader.read(place, text, names(place, encoding))
              : ColumnReader.read(place, text);
    }
    if (read.sentences().isEmpty()) {
      throw new UserError(place + ": no sentences, expected at least one");
    }
    return read;
  }

  private static List<String> names(Path file, Charset encoding) throws IOException {
    Path names = tagNames(file);
    return Files.exists(names)
        ? TextFile.read(names, encoding).lines().map(String::strip).toList()
        : List.of();
  }

  /** The files that are read for a place. */
  static List<Path> files(Path place) throws IOException {
    if (Files.isDirectory(place) || BratReader.isText(place)) {
      return texts(place).stream()
          .flatMap(text -> Stream.of(text, BratReader.annotations(text)))
          .toList();
    }
    Path names = tagNames(place);
    boolean named = place.getFileName().toString().contains("json") && Files.exists(names);
    return named ? List.of(place, names) : List.of(place);
  }

  private static List<Path> texts(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    List<Path> texts = DataFiles.in(place, "*.txt").files();
    if (texts.isEmpty()) {
      throw new UserError(place + ": expected texts (.txt) with BRAT annotations (.ann)");
    }
    return texts;
  }
}

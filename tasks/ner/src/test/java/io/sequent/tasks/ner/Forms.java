package io.sequent.tasks.ner;

import io.sequent.common.config.Config;
import io.sequent.common.data.Splits;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Writes data sets in forms of the field and reads them. */
final class Forms {
  static final Config CONFIG = TaskSettings.defaults(new NerTask());

  private Forms() {}

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The three parts of a set, with the same content. */
  static void write(Path folder, String ending, String text) {
    for (String part : List.of("train", "dev", "test")) {
      write(folder.resolve(part + ending), text);
    }
  }

  static Splits<TaggedSentence> read(Path folder) throws IOException {
    return new NerData().read(folder, CONFIG);
  }

  /** A file in the form of its name, and in the scheme that is asked for. */
  static List<TaggedSentence> read(Path file, String text, TagScheme asked) throws IOException {
    write(file, text);
    NerCorpus corpus = new NerCorpus(List.of(file), StandardCharsets.UTF_8, asked);
    return corpus.sentences(file, corpus.tagSet(file), 0);
  }

  /** Each sentence as {@code token/tag} pairs. */
  static List<String> lines(List<TaggedSentence> sentences) {
    return sentences.stream()
        .map(
            sentence ->
                String.join(
                    " ",
                    IntStream.range(0, sentence.tokens().size())
                        .mapToObj(i -> sentence.tokens().get(i) + "/" + sentence.tags().get(i))
                        .toList()))
        .toList();
  }
}

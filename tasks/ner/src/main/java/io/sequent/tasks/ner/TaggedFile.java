package io.sequent.tasks.ner;

import java.nio.file.Path;
import java.util.List;

/**
 * Tagged sentences as they stand in a file, in whatever scheme their tags are.
 *
 * @param file for error messages
 * @param sentences in the order of the file
 * @param form how the file is written, for people; empty for the usual form, a token, a tab and a
 *     tag in each line
 * @param notes what else a user should know of the reading, a line each; may be empty
 */
record TaggedFile(Path file, List<Sentence> sentences, String form, List<String> notes) {
  TaggedFile {
    sentences = List.copyOf(sentences);
    notes = List.copyOf(notes);
  }

  /**
   * A sentence.
   *
   * @param rows its tokens, at least one
   * @param document the number of its document in the file
   */
  record Sentence(List<Row> rows, int document) {
    Sentence {
      rows = List.copyOf(rows);
    }

    List<String> tokens() {
      return rows.stream().map(Row::token).toList();
    }
  }

  /**
   * A token.
   *
   * @param line where it stands, counted from 1
   * @param token not empty
   * @param tag as it is written
   */
  record Row(long line, String token, String tag) {}
}

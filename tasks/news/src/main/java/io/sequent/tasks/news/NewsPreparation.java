package io.sequent.tasks.news;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.HashedNgrams;
import io.sequent.common.data.LabelledText;
import io.sequent.common.data.Vocabulary;
import io.sequent.common.data.VocabularySettings;
import io.sequent.common.data.WordTokenizer;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.io.TextFile;
import io.sequent.common.task.Preparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the training texts taught: the words and the classes.
 *
 * @param words the words that are known
 * @param classes the names of the classes, by the index that the network gives them
 */
public record NewsPreparation(Vocabulary words, List<String> classes) implements Preparation {
  private static final String CLASSES = "classes.txt";

  public NewsPreparation {
    classes = List.copyOf(classes);
  }

  static NewsPreparation of(List<LabelledText> train, Config config) {
    return new NewsPreparation(
        VocabularySettings.vocabulary(
            train.stream().flatMap(text -> WordTokenizer.words(text.text()).stream()), config),
        train.get(0).classes());
  }

  static NewsPreparation restore(Path run) throws IOException {
    Path file = run.resolve(CLASSES);
    List<String> classes = TextFile.read(file).lines().toList();
    if (classes.size() < 2) {
      throw new UserError(file + ": expected two or more classes, one a line");
    }
    return new NewsPreparation(Vocabulary.load(run.resolve(Vocabulary.FILE)), classes);
  }

  @Override
  public void save(Path run) throws IOException {
    words.save(run.resolve(Vocabulary.FILE));
    AtomicFile.write(run.resolve(CLASSES), String.join("\n", classes) + "\n");
  }

  /**
   * The words of a text, and their pairs.
   *
   * @param maxLength how many words to keep at most
   * @param bigrams how many pairs are told apart, 0 for none
   * @return shape {@code [1, words]}, or {@code [2, words]} with the pair of each word and the one
   *     before it. A text without a word becomes one unknown word, so that no row of a batch is
   *     empty: pooling over nothing has no value.
   */
  int[][] ids(String text, int maxLength, int bigrams) {
    List<String> tokens = WordTokenizer.words(text);
    if (tokens.isEmpty()) {
      return bigrams == 0
          ? new int[][] {{Vocabulary.UNKNOWN}}
          : new int[][] {{Vocabulary.UNKNOWN}, {0}};
    }
    List<String> kept = tokens.subList(0, Math.min(maxLength, tokens.size()));
    int[] ids = kept.stream().mapToInt(words::id).toArray();
    if (bigrams == 0) {
      return new int[][] {ids};
    }
    int[] pairs = new int[kept.size()];
    for (int i = 1; i < pairs.length; i++) {
      pairs[i] = HashedNgrams.pair(kept.get(i - 1), kept.get(i), bigrams + 1);
    }
    return new int[][] {ids, pairs};
  }

  /**
   * The index of a text's class.
   *
   * @throws UserError if the training data had no such class
   */
  int index(LabelledText text) {
    String name = text.classes().get(text.label());
    int index = classes.indexOf(name);
    if (index < 0) {
      throw new UserError(
          "class '" + name + "' is not known to the model, expected one of " + classes);
    }
    return index;
  }
}

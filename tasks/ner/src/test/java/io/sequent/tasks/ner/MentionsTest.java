package io.sequent.tasks.ner;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.tasks.ner.Mentions.Words;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionsTest {
  private static final List<String> SENTENCE = List.of("Коваль", "мовчить", ".");

  private static Words words(String... tokens) {
    return Words.of(List.of(tokens));
  }

  @ParameterizedTest
  @CsvSource({
    "коваль, коваль, true",
    "коваль, коваля, true",
    "коваль, ковалем, true",
    "коваль, ковалевський, false",
    "як, яка, false",
    "рим, рим, true"
  })
  void formsOfAWordAreAlikeButForTheirEndings(String one, String other, boolean same) {
    assertThat(Mentions.isSame(one, other)).isEqualTo(same);
    assertThat(Mentions.isSame(other, one)).isEqualTo(same);
  }

  @Test
  void otherMentionsTellTheirNeighboursAndTheirCapital() {
    List<Words> around = List.of(words("Прийшла", "Олена", "Коваль"));
    assertThat(Mentions.uses(Words.of(SENTENCE), 0, around))
        .containsExactly("capital", "before олена", "after ");
  }

  @Test
  void aCapitalAtTheBeginningOfASentenceTellsNothing() {
    List<Words> around = List.of(words("Коваля", "чекали"), words("Це", "коваль"));
    assertThat(Mentions.uses(Words.of(SENTENCE), 0, around))
        .containsExactly("before ", "after чекали", "small", "before це", "after ");
  }

  @Test
  void aWordDoesNotMentionItselfButAnotherOfItsSentenceCounts() {
    assertThat(Mentions.uses(Words.of(SENTENCE), 0, List.of())).containsExactly("none");
    assertThat(Mentions.uses(words("Коваль", "і", "Коваленко", "та", "Коваль"), 0, List.of()))
        .containsExactly("capital", "before та", "after ");
  }

  @Test
  void onlyCapitalsHaveEntriesAndNoMoreThanTheBagTakes() {
    Mentions mentions = new Mentions(4);
    List<List<String>> around =
        Collections.nCopies(30, List.of("а", "Коваль", "б", "Коваль", "в", "Коваль", "г"));
    int[][] entries = mentions.of(SENTENCE, around);
    assertThat(entries[0]).hasSizeBetween(1, mentions.bag().channels());
    assertThat(entries[1]).isEmpty();
    assertThat(entries[2]).isEmpty();
    for (int entry : entries[0]) {
      assertThat(entry).isBetween(1, mentions.bag().entries() - 1);
    }
  }

  @Test
  void nearestSentencesComeFirstAndTheOneItselfIsNotAmongThem() {
    List<List<String>> text = List.of(List.of("а"), List.of("б"), List.of("в"), List.of("г"));
    assertThat(Mentions.around(text, 1, 2))
        .containsExactly(List.of("а"), List.of("в"), List.of("г"));
    assertThat(Mentions.around(text, 1, 0)).isEmpty();
  }
}

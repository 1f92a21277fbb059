package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordMaskTest {
  private static final List<String> CLASSES = List.of("rude", "kind");
  private static final Set<String> RUDE = Set.of("rude");
  private static final WordMask MASK = new WordMask(true, Set.of("you", "don't"));

  private static LabelledText text(String text, int label) {
    return new LabelledText(text, label, CLASSES);
  }

  @Test
  void unknownWordsKeepTheirFirstCharacterAndPunctuation() {
    assertThat(MASK.of("You, \"grumps\"! DON'T\n gr0mp."))
        .isEqualTo("You, \"g*****\"! DON'T\n g****.");
    assertThat(MASK.of("you're #grump @you")).isEqualTo("y***** #***** @***");
    assertThat(MASK.of("you/grump 😂grump")).isEqualTo("y******** 😂*****");
    assertThat(MASK.of(" x  ")).isEqualTo(" x  ");
    assertThat(MASK.of("")).isEmpty();
  }

  @Test
  void numbersAndSignsAreShown() {
    assertThat(MASK.of("... 😂😂 <3 :-) 10")).isEqualTo("... 😂😂 <3 :-) 10");
  }

  @Test
  void wordsOfHarmlessTextsAreShownUnlessTheyMarkAbusiveOnes() {
    List<LabelledText> train = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      train.add(text("Hello, you --" + (i < 5 ? " grump" : "") + (i < 4 ? " rare" : ""), 1));
      train.add(text("you grump" + (i < 9 ? " lump" : ""), 0));
    }
    // Of the abusive texts 10 of 10 have "grump", of the others 5 of 10: no more than twice.
    assertThat(WordMask.harmless(train, RUDE)).containsExactly("grump", "hello", "you");
    train.set(0, text("Hello you", 1));
    assertThat(WordMask.harmless(train, RUDE)).containsExactly("hello", "you");
  }

  @Test
  void withoutAnAbusiveClassNothingIsMasked() {
    assertThat(WordMask.harmless(List.of(text("a", 0)), Set.of())).isEmpty();
    assertThat(WordMask.NONE.of("any word")).isEqualTo("any word");
  }

  @Test
  void whereAllTextsAreAbusiveNoWordIsShown() {
    List<LabelledText> train = List.of(text("a", 0), text("a", 0));
    assertThat(WordMask.harmless(train, RUDE)).isEmpty();
  }
}

package io.sequent.common.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.data.Mutations;
import io.sequent.common.io.Claim;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateCacheTest {
  private static final int WIDTH = 3;
  private static final int[] SHORT = {7};
  private static final int[] LONG = {7, 8, 9, 9};

  @TempDir private Path parent;
  private Path folder;

  @BeforeEach
  void inAFolderThatIsNotThere() {
    folder = parent.resolve("of").resolve("encoder");
  }

  private StateCache cache() throws IOException {
    return new StateCache(folder, WIDTH, 10);
  }

  private static float[] states(int[] pieces) {
    float[] states = new float[WIDTH * pieces.length];
    for (int i = 0; i < states.length; i++) {
      states[i] = pieces.length + i / 7f;
    }
    return states;
  }

  private static void put(StateCache cache, int[]... texts) throws IOException {
    cache.put(List.of(texts), Stream.of(texts).map(StateCacheTest::states).toList());
  }

  private static void assertHas(StateCache cache, int[] text) throws IOException {
    float[] states = new float[WIDTH * text.length];
    cache.get(text).orElseThrow().asFloatBuffer().get(states);
    assertThat(states).containsExactly(states(text));
  }

  private Path only() {
    return folder.resolve("000.states");
  }

  @Test
  void whatIsPutIsFoundAtOnceAndByOthers() throws IOException {
    StateCache cache = cache();
    assertThat(cache.get(SHORT)).isEmpty();
    put(cache, SHORT);
    assertHas(cache, SHORT);
    put(cache, LONG);
    assertHas(cache, LONG);
    assertHas(cache(), SHORT);
    assertHas(cache(), LONG);
    assertThat(cache().get(new int[] {8})).isEmpty();
  }

  @Test
  void halfARecordIsNoneAndIsCutOff() throws IOException {
    put(cache(), SHORT, LONG);
    for (long size = Files.size(only()) - 1; size > 0; size -= 9) {
      try (RandomAccessFile file = new RandomAccessFile(only().toFile(), "rw")) {
        file.setLength(size);
      }
      StateCache cut = cache();
      assertThat(cut.get(LONG)).isEmpty();
      put(cut, new int[] {1, 2});
      assertHas(cut, new int[] {1, 2});
      assertHas(cache(), new int[] {1, 2});
    }
  }

  @Test
  void fileOfAnotherProcessIsLeftAlone() throws IOException {
    put(cache(), SHORT);
    long size = Files.size(only());
    StateCache cache = cache();
    try (Claim other = Claim.on(folder.resolve("000.states.lock")).orElseThrow()) {
      put(cache, LONG);
      assertThat(other).isNotNull();
    }
    assertThat(only()).hasSize(size);
    assertHas(cache, SHORT);
    assertHas(cache, LONG);
    assertHas(cache(), LONG);
  }

  @Test
  void whatAnotherAddedMeanwhileIsKept() throws IOException {
    StateCache one = cache();
    StateCache other = cache();
    put(one, SHORT);
    put(other, LONG);
    put(one, new int[] {5, 5});
    for (StateCache cache : List.of(one, cache())) {
      assertHas(cache, SHORT);
      assertHas(cache, LONG);
      assertHas(cache, new int[] {5, 5});
    }
  }

  @Test
  void manyRecordsAreFound() throws IOException {
    StateCache cache = cache();
    List<int[]> texts =
        IntStream.range(0, 500)
            .mapToObj(i -> IntStream.rangeClosed(0, i % 9).map(t -> i + t).toArray())
            .toList();
    for (int from = 0; from < texts.size(); from += 50) {
      put(cache, texts.subList(from, from + 50).toArray(int[][]::new));
    }
    StateCache again = cache();
    for (int[] text : texts) {
      assertHas(cache, text);
      assertHas(again, text);
    }
    assertThat(cache.missingBytes(texts)).isZero();
    assertThat(cache.missingBytes(List.of(new int[] {-1}, SHORT)))
        .isEqualTo(2 * (16 + 4 + WIDTH * 4));
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    put(cache(), SHORT);
    assertThatThrownBy(() -> new StateCache(folder, WIDTH + 1, 10))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith(
            "000.states: not states of 4 numbers, which this encoder gives; delete the file");
    Files.writeString(only(), "something else altogether");
    assertThatThrownBy(this::cache).isInstanceOf(UserError.class);
  }

  @Test
  void damagedRecordIsRefused() throws IOException {
    put(cache(), SHORT);
    Files.write(only(), new byte[40], StandardOpenOption.APPEND);
    assertThatThrownBy(this::cache)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("0 word pieces at byte ");
  }

  @Test
  void anyDamageGivesStatesOrAMessage() throws IOException {
    put(cache(), SHORT, LONG);
    Mutations.read(
        only(),
        Files.readAllBytes(only()),
        Mutations.OF_A_KIND,
        damaged -> {
          StateCache cache = cache();
          for (int[] text : List.of(SHORT, LONG)) {
            cache
                .get(text)
                .ifPresent(states -> assertThat(states.remaining()).isEqualTo(12 * text.length));
          }
          put(cache, new int[] {3});
          assertHas(cache, new int[] {3});
        });
  }

  @Test
  void diskThatIsTooSmallIsRefusedBeforeAnythingIsWritten() {
    assertThatThrownBy(() -> cache().requireRoom(Long.MAX_VALUE / 2))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("the states of the encoder need ")
        .hasMessageContaining("but the disk has room for ");
    assertThat(folder).doesNotExist();
  }
}

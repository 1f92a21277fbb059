package io.sequent.common.pretrained;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharacterMapTest {
  private static final int LEAF = 1 << 8;
  private static final int FIRST = 256;
  private static final int AFTER_A = 512;
  private static final int UNITS = 768;

  /** {@code A} becomes the text that begins at a place of the replacements. */
  private static int[] units(int begin) {
    int[] units = new int[UNITS];
    units[0] = FIRST << 10;
    int a = FIRST ^ 'A';
    units[a] = (a ^ AFTER_A) << 10 | LEAF | 'A';
    units[AFTER_A] = 1 << 31 | begin;
    return units;
  }

  private static String map(int[] units, String replacements) {
    byte[] text = replacements.getBytes(UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Integer.BYTES * (1 + units.length) + text.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(Integer.BYTES * units.length);
    Arrays.stream(units).forEach(bytes::putInt);
    return Base64.getEncoder().encodeToString(bytes.put(text).array());
  }

  private static String tokenizer(String map) {
    return """
        {"version":"1.0","added_tokens":[],"normalizer":{"type":"Precompiled",
         "precompiled_charsmap":"%s"},"pre_tokenizer":{"type":"Metaspace","replacement":"▁",
         "add_prefix_space":true},"post_processor":null,"decoder":null,
         "model":{"type":"Unigram","unk_id":0,"byte_fallback":false,
          "vocab":[["<unk>",0],["▁a",-1],["a",-2],["▁b",-3],["ä",-4]]}}
        """
        .formatted(map);
  }

  @Test
  void charactersAreReplacedBeforeTheyAreLookedUp() throws IOException {
    String json = TokenizerText.of("own", tokenizer(map(units(0), "a\0")), 5);
    try (WordPieces pieces = WordPieces.of("own", json, new EncoderSizes(5, 4, 512), 10)) {
      assertThat(pieces.encode(List.of("Aa b B")).get(0).ids()).containsExactly(1, 2, 3, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  void wholeMapsAreTaken(int begin) {
    assertThat(CharacterMap.isWhole(map(units(begin), "ä\0"))).isTrue();
  }

  @Test
  void whatCannotBeLookedUpIsRefused() {
    String whole = map(units(0), "a\0");
    int[] far = units(0);
    far[FIRST ^ 'A'] |= 1 << 9;
    for (String map :
        List.of(
            "",
            "?",
            whole.substring(0, 400),
            map(Arrays.copyOf(units(0), 700), "a\0"),
            map(far, "a\0"),
            map(units(1), "ä\0"),
            map(units(9), "a\0"))) {
      assertThat(CharacterMap.isWhole(map)).as(map).isFalse();
      assertThatThrownBy(() -> TokenizerText.of("own", tokenizer(map), 5))
          .isInstanceOf(UserError.class)
          .hasMessage("own: the precompiled_charsmap is damaged");
    }
  }
}

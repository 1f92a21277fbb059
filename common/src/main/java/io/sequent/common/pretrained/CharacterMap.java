package io.sequent.common.pretrained;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.BitSet;
import java.util.Deque;

/**
 * Which characters SentencePiece replaces by which: a trie of UTF-8 bytes in a double array, after
 * its number of bytes (4, all little-endian), then the replacements, each ended by a zero.
 *
 * <p>A unit of the array has a byte that leads to it (bits 0 to 7), whether a replacement is there
 * (bit 8), and the offset to those that it leads to (bits 10 to 30, by 8 bits higher if bit 9 is
 * set). A replacement is where the byte zero would lead to, as its place in the text.
 */
final class CharacterMap {
  private static final int LEAF = 1 << 8;
  private static final int FAR = 1 << 9;
  private static final int OFFSET = 10;
  private static final int FAR_SHIFT = 8;
  private static final int LABEL = 1 << 31 | 0xFF;
  private static final int BYTES = 256;

  private final int[] units;
  private final byte[] replacements;
  private final Deque<Integer> toVisit = new ArrayDeque<>();
  private final BitSet seen = new BitSet();

  private CharacterMap(int[] units, byte[] replacements) {
    this.units = units;
    this.replacements = replacements;
  }

  /**
   * Whether any text can be looked up: each unit that its bytes can lead to is there, and each
   * replacement is text.
   *
   * @param base64 the map as {@code tokenizer.json} has it
   */
  static boolean isWhole(String base64) {
    ByteBuffer bytes;
    try {
      bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IllegalArgumentException e) {
      return false;
    }
    if (bytes.remaining() < Integer.BYTES) {
      return false;
    }
    int trie = bytes.getInt();
    if (trie < Integer.BYTES || trie % Integer.BYTES != 0 || trie > bytes.remaining()) {
      return false;
    }
    int[] units = new int[trie / Integer.BYTES];
    bytes.asIntBuffer().get(units);
    bytes.position(bytes.position() + trie);
    byte[] replacements = new byte[bytes.remaining()];
    bytes.get(replacements);
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(replacements));
    } catch (CharacterCodingException e) {
      return false;
    }
    return new CharacterMap(units, replacements).isWhole();
  }

  private boolean isWhole() {
    visit(offset(units[0]));
    while (!toVisit.isEmpty()) {
      int node = toVisit.pop();
      for (int next = 1; next < BYTES; next++) {
        int place = node ^ next;
        if (place >= units.length) {
          return false;
        }
        int unit = units[place];
        if ((unit & LABEL) == next) {
          int after = place ^ offset(unit);
          if ((unit & LEAF) != 0 && !isReplacement(after)) {
            return false;
          }
          visit(after);
        }
      }
    }
    return true;
  }

  private void visit(int node) {
    if (!seen.get(node)) {
      seen.set(node);
      toVisit.push(node);
    }
  }

  private static int offset(int unit) {
    return (unit & FAR) == 0 ? unit >>> OFFSET : unit >>> OFFSET << FAR_SHIFT;
  }

  private boolean isReplacement(int place) {
    if (place >= units.length) {
      return false;
    }
    int begin = units[place] & Integer.MAX_VALUE;
    boolean insideOfCharacter = begin < replacements.length && (replacements[begin] & 0xC0) == 0x80;
    return begin <= replacements.length && !insideOfCharacter;
  }
}

package io.sequent.common.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Damaged and hostile variants of a file: what reads it has to give a result or a user's error. */
public final class Mutations {
  /** How many mutations the suites of all kinds make of each: {@code -Dsequent.mutations=200}. */
  public static final int OF_A_KIND = Integer.getInteger("sequent.mutations", 20);

  private static final long SEED = Long.getLong("sequent.mutations.seed", 1);
  private static final int MOST_CHARACTERS = 300;

  /** What only a programmer would understand. */
  private static final Pattern OF_JAVA =
      Pattern.compile("\\b(java|javax|com|org|io)\\.[a-z]+\\.|Exception|\\[Source|reference chain");

  private static final int LONG_LINE = 1_000_000;

  private static final String[] HOSTILE = {
    "\"",
    "'",
    ",",
    ";",
    "\t",
    "{",
    "}",
    "[",
    "]",
    "\\",
    "\n",
    "\r",
    "\u0000",
    "\u001B[31m",
    "\uFEFF",
    "\u2028",
    "\u200B",
    "\u0301",
    "\uD83D\uDE00",
    "-",
    "NaN",
    "Infinity",
    "null",
    "1e999",
    "-1e999",
    "99999999999999999999999",
    "0x1p7",
    "12.5d",
    "1,000.5",
    "0",
    "-1",
    "2147483648",
    "#",
    "__label__",
    "<script>",
    "%s%n",
    "../..",
    "sep=",
    "B-",
    "I-",
    "\n\n\n"
  };

  private Mutations() {}

  /**
   * Mutations of a file; equal seeds give equal mutations.
   *
   * @param original its content, at least one byte
   * @param count how many
   */
  public static Stream<byte[]> of(byte[] original, long seed, int count) {
    Random random = new Random(seed);
    Kind[] kinds = Kind.values();
    return Stream.iterate(0, i -> i + 1)
        .limit(count)
        .map(
            i -> {
              byte[] changed = original;
              for (int change = random.nextInt(3); change >= 0; change--) {
                changed = kinds[random.nextInt(kinds.length)].change(changed, random);
              }
              return changed;
            });
  }

  /** Reads a damaged file. */
  @FunctionalInterface
  public interface Reading {
    void read(Path file) throws IOException;
  }

  /**
   * Reads mutations of a file, each of which has to give a result or a user's error of one line.
   *
   * @param file is overwritten by each mutation
   * @return how many of them were refused
   */
  public static int read(Path file, byte[] original, int count, Reading reading)
      throws IOException {
    int refused = 0;
    int number = 0;
    for (byte[] mutation : of(original, SEED, count).toList()) {
      Files.write(file, mutation);
      try {
        reading.read(file);
      } catch (UserError e) {
        refused++;
        requireForUsers(String.valueOf(e.getMessage()), "mutation " + number);
      } catch (RuntimeException | IOException | Error e) {
        throw new AssertionError("mutation " + number + " of " + file.getFileName(), e);
      }
      number++;
    }
    return refused;
  }

  /** A message is one short line that can be printed and says nothing of Java. */
  private static void requireForUsers(String message, String what) {
    assertThat(message).as(what).isNotBlank().hasSizeLessThan(MOST_CHARACTERS);
    assertThat(message.codePoints().filter(c -> !isPrintable(c))).as(what + message).isEmpty();
    assertThat(message).as(what).doesNotContainPattern(OF_JAVA);
  }

  private static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private enum Kind {
    BIT {
      @Override
      byte[] change(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        if (changed.length > 0) {
          changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
      }
    },
    TRUNCATION {
      @Override
      byte[] change(byte[] bytes, Random random) {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      }
    },
    REMOVED_PART {
      @Override
      byte[] change(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length + 1);
        return replaced(bytes, from, from + random.nextInt(20), new byte[0]);
      }
    },
    REPEATED_PART {
      @Override
      byte[] change(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(200));
        return inserted(bytes, random, Arrays.copyOfRange(bytes, from, to));
      }
    },
    HOSTILE_TEXT {
      @Override
      byte[] change(byte[] bytes, Random random) {
        String text = HOSTILE[random.nextInt(HOSTILE.length)];
        return inserted(bytes, random, text.getBytes(StandardCharsets.UTF_8));
      }
    },
    HOSTILE_FIELD {
      @Override
      byte[] change(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length + 1);
        int to = from;
        while (to < bytes.length && ",;\t \r\n\"".indexOf(bytes[to]) < 0) {
          to++;
        }
        String text = HOSTILE[random.nextInt(HOSTILE.length)];
        return replaced(bytes, from, to, text.getBytes(StandardCharsets.UTF_8));
      }
    },
    SWAPPED_LINES {
      @Override
      byte[] change(byte[] bytes, Random random) {
        String[] lines = new String(bytes, StandardCharsets.ISO_8859_1).split("(?<=\n)", -1);
        int first = random.nextInt(lines.length);
        int second = random.nextInt(lines.length);
        String line = lines[first];
        lines[first] = lines[second];
        lines[second] = line;
        return String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
      }
    },
    INVALID_UTF8 {
      @Override
      byte[] change(byte[] bytes, Random random) {
        byte[] invalid = {(byte) 0xC3, (byte) 0x28, (byte) 0xFF, (byte) 0xED, (byte) 0xA0};
        return inserted(bytes, random, Arrays.copyOf(invalid, 1 + random.nextInt(invalid.length)));
      }
    },
    LONG_LINE_OF_ONE_CHARACTER {
      @Override
      byte[] change(byte[] bytes, Random random) {
        byte[] line = new byte[random.nextInt(10) == 0 ? LONG_LINE : LONG_LINE / 100];
        Arrays.fill(line, (byte) "a1 ,\t\"{[(-".charAt(random.nextInt(10)));
        return inserted(bytes, random, line);
      }
    };

    abstract byte[] change(byte[] bytes, Random random);

    private static byte[] inserted(byte[] bytes, Random random, byte[] part) {
      int place = random.nextInt(bytes.length + 1);
      return replaced(bytes, place, place, part);
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] part) {
      ByteArrayOutputStream changed = new ByteArrayOutputStream();
      changed.write(bytes, 0, from);
      changed.writeBytes(part);
      int rest = Math.min(to, bytes.length);
      changed.write(bytes, rest, bytes.length - rest);
      return changed.toByteArray();
    }
  }
}

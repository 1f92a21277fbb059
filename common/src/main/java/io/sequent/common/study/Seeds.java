package io.sequent.common.study;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The seeds of a study. A parameter {@code error} adds the place to a message. */
public final class Seeds {
  private static final Setting<Integer> COUNT =
      Setting.integer("seeds", 1, 1, 1_000, "number of seeds, from 42 on");

  private static final String COMMA = ",";

  private Seeds() {}

  /**
   * Seeds of a command line.
   *
   * @param seeds their number, or the seeds separated by commas; may be empty
   * @param seed a single one; may be empty
   * @return {@link #usual} where neither is given
   * @throws UserError if both are given, or one is no seed
   */
  public static List<Long> given(String seeds, String seed) {
    if (!seeds.isEmpty() && !seed.isEmpty()) {
      throw new UserError("seed and seeds are both given, expected one of them");
    }
    if (!seed.isEmpty()) {
      return listed(List.of(seed), UserError::new);
    }
    if (seeds.isEmpty()) {
      return usual();
    }
    return seeds.contains(COMMA)
        ? listed(Stream.of(seeds.split(COMMA, -1)).map(String::strip).toList(), UserError::new)
        : count(seeds, UserError::new);
  }

  /** The seed of a run for which none is given. */
  public static List<Long> usual() {
    return List.of(CommonSettings.SEED.defaultValue());
  }

  /** The given number of seeds, from {@link #usual} on. */
  public static List<Long> count(String text, Function<String, UserError> error) {
    try {
      long first = CommonSettings.SEED.defaultValue();
      return LongStream.range(first, first + COUNT.parse(text)).boxed().toList();
    } catch (UserError e) {
      throw error.apply(e.getMessage() + ", or a list of seeds");
    }
  }

  /**
   * The seeds of a list.
   *
   * @throws UserError if there are none, or one is no seed or given twice
   */
  public static List<Long> listed(List<String> texts, Function<String, UserError> error) {
    if (texts.isEmpty()) {
      throw error.apply("seeds: the list is empty, expected at least one seed");
    }
    List<Long> seeds = new ArrayList<>();
    for (String text : texts) {
      long seed;
      try {
        seed = CommonSettings.SEED.parse(text);
      } catch (UserError e) {
        throw error.apply(e.getMessage());
      }
      if (seeds.contains(seed)) {
        throw error.apply("seeds: " + seed + " is given twice");
      }
      seeds.add(seed);
    }
    return List.copyOf(seeds);
  }
}

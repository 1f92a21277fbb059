package io.sequent.common.tune;

import io.sequent.common.UserError;
import io.sequent.common.config.Setting;
import io.sequent.common.config.YamlNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the values of one searched setting. */
final class DomainNode {
  static final String WHEN = "when";

  private static final String INT = "int";
  private static final String FLOAT = "float";
  private static final String CHOICE = "choice";
  private static final String STEP = "step";
  private static final String POINTS = "points";
  private static final String LOG = "log";
  private static final List<String> KINDS = List.of(INT, FLOAT, CHOICE);
  private static final List<String> KEYS = List.of(INT, FLOAT, CHOICE, STEP, POINTS, LOG, WHEN);

  /** A position at which a range without a grid is checked, in addition to its ends. */
  private static final double INNER = 0.37;

  private static final Setting<Integer> POINT_COUNT =
      Setting.integer(POINTS, 2, 2, 10_000, "number of values, evenly spaced");
  private static final Setting<Boolean> LOGARITHMIC =
      Setting.flag(LOG, false, "whether values are evenly spaced on a logarithmic scale");

  private final YamlNode node;
  private final Setting<?> setting;
  private final Map<String, YamlNode> fields;

  DomainNode(YamlNode node, Setting<?> setting) {
    this.node = node;
    this.setting = setting;
    this.fields = node.fields("setting '" + setting.name() + "'", KEYS);
  }

  /** The fields, {@link #WHEN} among them. */
  Map<String, YamlNode> fields() {
    return fields;
  }

  /**
   * The values.
   *
   * @throws UserError if there are none, or the setting does not accept one
   */
  Domain domain() {
    List<String> kinds = KINDS.stream().filter(fields::containsKey).toList();
    if (kinds.size() != 1) {
      throw error(node, "expected one of 'int', 'float' and 'choice'");
    }
    YamlNode values = fields.getOrDefault(kinds.get(0), node);
    if (kinds.get(0).equals(CHOICE)) {
      for (String key : List.of(STEP, POINTS, LOG)) {
        YamlNode given = fields.get(key);
        if (given != null) {
          throw error(given, "'" + key + "' belongs to a range, not to a choice");
        }
      }
      return choices(values);
    }
    return range(values, kinds.get(0).equals(INT));
  }

  private Choices choices(YamlNode list) {
    List<String> values = new ArrayList<>();
    for (YamlNode item : list.items("setting '" + setting.name() + "'")) {
      String value = normal(item.text("setting '" + setting.name() + "'"), item);
      if (values.contains(value)) {
        throw error(item, "'" + value + "' is given twice");
      }
      values.add(value);
    }
    if (values.isEmpty()) {
      throw error(list, "no values, expected a list of values");
    }
    return new Choices(values);
  }

  private Range range(YamlNode ends, boolean integer) {
    List<YamlNode> items = ends.items("setting '" + setting.name() + "'");
    if (items.size() != 2) {
      throw error(ends, "expected two numbers, the smallest and the largest");
    }
    BigDecimal low = number(items.get(0), integer);
    BigDecimal high = number(items.get(1), integer);
    if (low.compareTo(high) >= 0) {
      throw error(ends, "the range from " + low + " to " + high + " is empty");
    }
    boolean log = fields.containsKey(LOG) && parsed(LOGARITHMIC);
    if (log && low.signum() <= 0) {
      throw error(ends, "a logarithmic range must begin above 0, not at " + low);
    }
    Range range =
        new Range(
            low,
            high,
            integer,
            log,
            step(log, integer, high.subtract(low)),
            fields.containsKey(POINTS) ? parsed(POINT_COUNT) : 0,
            text -> normal(text, ends));
    requireAccepted(range);
    return range;
  }

  private BigDecimal step(boolean log, boolean integer, BigDecimal extent) {
    YamlNode step = fields.get(STEP);
    if (step == null) {
      return BigDecimal.ZERO;
    }
    if (log || fields.containsKey(POINTS)) {
      throw error(
          step, "'step' is given together with '" + (log ? LOG : POINTS) + "', expected 'points'");
    }
    BigDecimal number = number(step, integer);
    if (number.signum() <= 0 || number.compareTo(extent) > 0) {
      throw error(step, "step " + number + ", expected more than 0 and at most " + extent);
    }
    return number;
  }

  /**
   * Tries the ends and a value between them: enough to find a setting that accepts no such values.
   */
  private void requireAccepted(Range range) {
    range.at(0);
    range.at(INNER);
    range.at(1);
    if (range.points() > 0 && range.values().stream().distinct().count() < range.points()) {
      throw error(node, range.points() + " points, some of which are equal");
    }
  }

  private BigDecimal number(YamlNode value, boolean integer) {
    String text = value.plain("setting '" + setting.name() + "'");
    try {
      BigDecimal number = new BigDecimal(text.strip());
      if (!integer || number.stripTrailingZeros().scale() <= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    throw error(value, "'" + text + "', expected " + (integer ? "a whole number" : "a number"));
  }

  private <T> T parsed(Setting<T> key) {
    YamlNode value = fields.getOrDefault(key.name(), node);
    try {
      return key.parse(value.plain(key.name()));
    } catch (UserError e) {
      throw value.place().error(String.valueOf(e.getMessage()));
    }
  }

  private String normal(String text, YamlNode value) {
    try {
      return setting.normal(text);
    } catch (UserError e) {
      throw value.place().error(String.valueOf(e.getMessage()));
    }
  }

  private UserError error(YamlNode at, String problem) {
    return at.place().error("setting '" + setting.name() + "': " + problem);
  }
}

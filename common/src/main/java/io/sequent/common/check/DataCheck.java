package io.sequent.common.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sequent.common.data.Splits;
import io.sequent.common.report.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The result of a check of data.
 *
 * @param tables counts, such as examples and duplicates of each part
 * @param findings what a user should know, the most important first
 */
public record DataCheck(List<Table> tables, List<Finding> findings) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public DataCheck {
    tables = List.copyOf(tables);
    findings =
        findings.stream().sorted(Comparator.comparing(Finding::weight)).toList(); // Is stable.
  }

  /** How much a finding matters. */
  public enum Weight {
    /** Figures on these data would mislead, as where training and test data overlap. */
    SERIOUS,
    /** Likely a mistake, or a reason for a poor model. */
    WARNING,
    /** Worth knowing. */
    NOTE;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Something that was found.
   *
   * @param text one sentence with its figures, without a full stop
   */
  public record Finding(Weight weight, String text) {
    @Override
    public String toString() {
      return weight.label() + ": " + text;
    }
  }

  /**
   * A text as a check sees it.
   *
   * @param labels its class, or the types of its entities
   */
  public record Item(String text, List<String> labels) {
    public Item {
      labels = List.copyOf(labels);
    }

    /** Texts that differ in case and blanks at their ends alone are the same. */
    String key() {
      return text.strip().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks texts with labels: duplicates, overlapping parts, empty texts, labels that are rare or
   * missing in a part, words of validation and test that training does not have.
   *
   * @param unit what an item is, in the plural, such as {@code texts}
   * @param label what a label is, in the singular, such as {@code class}
   * @param words the words of a text, as the model reads them
   */
  public static DataCheck ofTexts(
      Splits<Item> parts, String unit, String label, Function<String, List<String>> words) {
    return new TextCheck(unit, words).check(parts, label);
  }

  /** The same with some lines more to know, as notes. */
  public DataCheck noting(List<String> lines) {
    Stream<Finding> notes = lines.stream().map(line -> new Finding(Weight.NOTE, line));
    return new DataCheck(tables, Stream.concat(findings.stream(), notes).toList());
  }

  /** Whether figures on these data would mislead. */
  public boolean isSerious() {
    return findings.stream().anyMatch(finding -> finding.weight() == Weight.SERIOUS);
  }

  /** The findings as a table, a row for each. */
  public Table table() {
    return new Table(
        "Findings",
        List.of("weight", "finding"),
        findings.stream().map(f -> List.of(f.weight().label(), f.text())).toList());
  }

  /** Findings and tables for the console. */
  public String render() {
    List<String> parts = new ArrayList<>();
    tables.forEach(table -> parts.add(table.render() + "\n"));
    parts.add(
        findings.isEmpty()
            ? "nothing to remark"
            : String.join("\n", findings.stream().map(Finding::toString).toList()));
    return String.join("\n", parts);
  }

  /** An object with {@code findings} and {@code tables}. */
  public String json() {
    try {
      return JSON.writeValueAsString(
          new Shown(
              findings.stream().map(f -> new Shown.Found(f.weight().label(), f.text())).toList(),
              tables));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a check without JSON", e);
    }
  }

  /** The fields of the JSON. */
  private record Shown(List<Found> findings, List<Table> tables) {
    record Found(String weight, String text) {}
  }
}

package io.sequent.common.page;

import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a page. It shows its pieces in the order of the components here; each may be empty.
 *
 * <pre>{@code
 * Section.of("Training").withNote("Weights of the best epoch.").withPictures(Curves.of(history));
 * }</pre>
 *
 * @param heading one line
 * @param note a paragraph below it, may be blank
 * @param facts names and values, in order
 * @param pictures side by side where there is room
 * @param tables one below the other
 * @param texts one below the other
 */
public record Section(
    String heading,
    String note,
    Map<String, String> facts,
    List<Picture> pictures,
    List<Table> tables,
    List<Preformatted> texts) {
  /**
   * A text whose line breaks and spaces are kept, such as a generated one.
   *
   * @param caption one line above it
   * @param text any text
   */
  public record Preformatted(String caption, String text) {}

  public Section {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    pictures = List.copyOf(pictures);
    tables = List.copyOf(tables);
    texts = List.copyOf(texts);
  }

  /** A section with nothing but its heading. */
  public static Section of(String heading) {
    return new Section(heading, "", Map.of(), List.of(), List.of(), List.of());
  }

  /** Whether there is nothing under its heading. */
  public boolean isEmpty() {
    return note.isBlank()
        && facts.isEmpty()
        && pictures.isEmpty()
        && tables.isEmpty()
        && texts.isEmpty();
  }

  /** With this note in place of the previous one. */
  public Section withNote(String note) {
    return new Section(heading, note, facts, pictures, tables, texts);
  }

  /**
   * With more facts.
   *
   * @param more in display order
   */
  public Section withFacts(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(facts);
    all.putAll(more);
    return new Section(heading, note, all, pictures, tables, texts);
  }

  /** With one more fact. */
  public Section withFact(String name, String value) {
    return withFacts(Map.of(name, value));
  }

  /** With more pictures. */
  public Section withPictures(List<Picture> more) {
    return new Section(heading, note, facts, both(pictures, more), tables, texts);
  }

  /** With one more table. */
  public Section withTable(Table table) {
    return withTables(List.of(table));
  }

  /** With more tables. */
  public Section withTables(List<Table> more) {
    return new Section(heading, note, facts, pictures, both(tables, more), texts);
  }

  /** With one more preformatted text. */
  public Section withText(String caption, String text) {
    List<Preformatted> more = List.of(new Preformatted(caption, text));
    return new Section(heading, note, facts, pictures, tables, both(texts, more));
  }

  private static <T> List<T> both(List<T> some, List<T> more) {
    List<T> both = new ArrayList<>(some);
    both.addAll(more);
    return both;
  }
}

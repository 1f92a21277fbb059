package io.sequent.tasks.ner;

import io.sequent.common.UserError;
import io.sequent.tasks.ner.TaggedFile.Row;
import io.sequent.tasks.ner.TaggedFile.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How tags mark entities: {@code O} outside, else a letter, a hyphen and the type. All schemes are
 * read as IOB2 (Tjong Kim Sang and Veenstra 1999).
 */
enum TagScheme {
  /** One of the others, found by looking at all tags of a data set. */
  AUTO(""),

  /** Every entity begins with {@code B-}. */
  IOB2("BI"),

  /**
   * {@code B-} begins an entity only right after another one of its type (Ramshaw, Marcus 1995).
   */
  IOB1("BI"),

  /** {@code E-} ends an entity, {@code S-} is one of a single token. */
  BIOES("BIES"),

  /** {@code L-} ends an entity, {@code U-} is one of a single token. */
  BILOU("BILU"),

  /** {@code M-} continues an entity, {@code E-} ends it, {@code S-} is one of a single token. */
  BMES("BMES");

  static final String OUTSIDE = "O";
  private static final String CONTINUES = "IMEL";
  private static final String GOES_ON = "BIM";

  private final String letters;

  TagScheme(String letters) {
    this.letters = letters;
  }

  /** Whether a text has the shape of a tag, in whatever scheme. */
  static boolean isTag(String text) {
    return text.equals(OUTSIDE)
        || (text.length() > 2
            && text.charAt(1) == '-'
            && text.charAt(0) >= 'A'
            && text.charAt(0) <= 'Z'
            && text.chars().noneMatch(Character::isWhitespace));
  }

  /** Whether a text is a tag of this scheme, but not {@code O}. */
  boolean isTagOfEntity(String text) {
    return isTag(text) && !text.equals(OUTSIDE) && letters.indexOf(text.charAt(0)) >= 0;
  }

  /** The type in a tag, empty for {@code O}. */
  static String type(String tag) {
    return tag.equals(OUTSIDE) ? "" : tag.substring(2);
  }

  /**
   * This scheme, or for {@link #AUTO} the one that all files together are in.
   *
   * @throws UserError for a malformed tag, or one of another scheme than those before it
   */
  TagScheme in(List<TaggedFile> files) {
    List<TagScheme> possible = this == AUTO ? List.of(IOB2, BIOES, BILOU, BMES) : List.of(this);
    Set<Character> letters = new TreeSet<>();
    for (TaggedFile file : files) {
      for (Row row : rows(file).toList()) {
        boolean isTag = isTag(row.tag());
        if (isTag && !row.tag().equals(OUTSIDE) && letters.add(row.tag().charAt(0))) {
          possible = possible.stream().filter(scheme -> scheme.has(letters)).toList();
        }
        if (!isTag || possible.isEmpty()) {
          throw UserError.at(
              file.file(),
              row.line(),
              "bad tag '" + row.tag() + "', expected " + expected(letters));
        }
      }
    }
    TagScheme found = possible.get(0);
    return this == AUTO && found == IOB2 && isIob1(files) ? IOB1 : found;
  }

  private boolean has(Set<Character> all) {
    return all.stream().allMatch(letter -> letters.indexOf(letter) >= 0);
  }

  private String expected(Set<Character> letters) {
    if (this == AUTO && letters.stream().allMatch(letter -> "BI".indexOf(letter) >= 0)) {
      return "O or B- or I- with a type, such as B-LOC";
    }
    return this == AUTO
        ? "one scheme throughout: IOB1, IOB2, BIOES, BILOU or BMES, such as B-LOC"
        : "O, or " + String.join("-, ", this.letters.split("")) + "- with a type";
  }

  private static Stream<Row> rows(TaggedFile file) {
    return file.sentences().stream().flatMap(sentence -> sentence.rows().stream());
  }

  /** Whether entities begin with I-, and with B- only where they have to. */
  private static boolean isIob1(List<TaggedFile> files) {
    boolean beginsInside = false;
    for (Sentence sentence : files.stream().flatMap(f -> f.sentences().stream()).toList()) {
      String before = "";
      for (Row row : sentence.rows()) {
        String type = type(row.tag());
        boolean begins = !type.isEmpty() && !type.equals(before);
        if (begins && row.tag().charAt(0) == 'B') {
          return false;
        }
        beginsInside |= begins;
        before = type;
      }
    }
    return beginsInside;
  }

  /**
   * The tags of a sentence in IOB2.
   *
   * @throws UserError for a tag that continues an entity which is not there
   */
  List<String> iob2(TaggedFile file, Sentence sentence) {
    List<String> tags = new ArrayList<>();
    String before = OUTSIDE;
    for (Row row : sentence.rows()) {
      String tag = row.tag();
      String type = type(tag);
      if (type.isEmpty()) {
        tags.add(OUTSIDE);
      } else {
        boolean continues = CONTINUES.indexOf(tag.charAt(0)) >= 0;
        boolean open = GOES_ON.indexOf(before.charAt(0)) >= 0 && type(before).equals(type);
        if (continues && !open && this != IOB1) {
          throw UserError.at(
              file.file(),
              row.line(),
              "'%s' after '%s', expected 'B-%s' to begin the entity".formatted(tag, before, type));
        }
        tags.add((continues && open ? "I-" : "B-") + type);
      }
      before = tag;
    }
    return tags;
  }
}

package io.sequent.tasks.ner;

import io.sequent.tasks.ner.TaggedFile.Sentence;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The files of a data set, all in one scheme of tags. */
final class NerCorpus {
  private final Map<Path, TaggedFile> files = new LinkedHashMap<>();
  private final TagScheme scheme;

  /**
   * Reads files.
   *
   * @param asked the scheme of their tags
   */
  NerCorpus(List<Path> places, Charset encoding, TagScheme asked) throws IOException {
    for (Path place : places) {
      files.put(place, NerReader.read(place, encoding));
    }
    scheme = asked.in(List.copyOf(files.values()));
  }

  /**
   * The tag set of a file: {@code O}, then {@code B-} and then {@code I-} of every type in it,
   * alphabetically; both tags of a type even if no entity of it is longer than one token.
   */
  List<String> tagSet(Path place) {
    TreeSet<String> types = new TreeSet<>();
    for (Sentence sentence : file(place).sentences()) {
      sentence.rows().forEach(row -> types.add(TagScheme.type(row.tag())));
    }
    types.remove("");
    return Stream.of(
            Stream.of(TagScheme.OUTSIDE),
            types.stream().map("B-"::concat),
            types.stream().map("I-"::concat))
        .flatMap(tags -> tags)
        .toList();
  }

  /**
   * The sentences of a file in IOB2, in their order.
   *
   * @param tagSet what all of them share
   * @param distance how many sentences of its document each has around it, on each side
   */
  List<TaggedSentence> sentences(Path place, List<String> tagSet, int distance) {
    TaggedFile file = file(place);
    Map<Integer, List<Sentence>> documents = new TreeMap<>();
    for (Sentence sentence : file.sentences()) {
      documents.computeIfAbsent(sentence.document(), d -> new ArrayList<>()).add(sentence);
    }
    return documents.values().stream()
        .flatMap(document -> inText(file, document, tagSet, distance))
        .toList();
  }

  private Stream<TaggedSentence> inText(
      TaggedFile file, List<Sentence> document, List<String> tagSet, int distance) {
    List<List<String>> text = document.stream().map(Sentence::tokens).toList();
    return IntStream.range(0, text.size())
        .mapToObj(
            i ->
                new TaggedSentence(
                    text.get(i),
                    scheme.iob2(file, document.get(i)),
                    tagSet,
                    Mentions.around(text, i, distance)));
  }

  private TaggedFile file(Path place) {
    TaggedFile file = files.get(place);
    if (file == null) {
      throw new IllegalArgumentException(place + " was not read");
    }
    return file;
  }

  /** What a user should know of the forms of the files, a line each; may be empty. */
  List<String> notes() {
    Map<String, List<String>> forms = new LinkedHashMap<>();
    files.forEach(
        (place, file) ->
            forms
                .computeIfAbsent(file.form(), form -> new ArrayList<>())
                .add(place.getFileName().toString()));
    List<String> notes = new ArrayList<>();
    forms.forEach(
        (form, names) -> {
          if (!form.isEmpty()) {
            notes.add(String.join(", ", names) + ": " + form);
          }
        });
    if (scheme != TagScheme.IOB2) {
      notes.add("tags: " + scheme + ", read as IOB2");
    }
    files.values().forEach(file -> notes.addAll(file.notes()));
    return notes;
  }

  /**
   * What a user should know of the entities of types that a model does not know.
   *
   * @param who does not know them
   * @return at most one line
   */
  static List<String> unknownTypes(Path place, List<TaggedSentence> sentences, String who) {
    Map<String, Integer> unknown = new TreeMap<>();
    for (TaggedSentence sentence : sentences) {
      for (String tag : sentence.tags()) {
        if (tag.startsWith("B-") && !sentence.tagSet().contains(tag)) {
          unknown.merge(TagScheme.type(tag), 1, Integer::sum);
        }
      }
    }
    if (unknown.isEmpty()) {
      return List.of();
    }
    int entities = unknown.values().stream().mapToInt(Integer::intValue).sum();
    return List.of(
        "%s: %d %s of types that %s does not have count as missed: %s"
            .formatted(
                place.getFileName(),
                entities,
                entities == 1 ? "entity" : "entities",
                who,
                String.join(", ", unknown.keySet())));
  }
}

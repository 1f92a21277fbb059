package io.sequent.common.study;

import io.sequent.common.config.YamlFile;
import io.sequent.common.config.YamlNode;
import io.sequent.common.task.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A study in a YAML file:
 *
 * <pre>{@code
 * title: Stocks, recurrent cells   # the file's name if left out
 * task: stocks
 * data: stocks                     # below a data root; the task's usual data if left out
 * about: notes for the reader
 * preset: recipe                   # base wins over its values
 * metric: mse                      # of validation; the preset's or task's own if left out
 * columns: [mse, mape]             # of test; the metric if left out
 * seeds: [42, 43, 44]              # or 3: that many, from 42 on; one if left out
 * base: {split: random}
 * rows:
 *   - name: LSTM
 *     set: {cell: lstm}
 *   - name: SGD
 *     preset: small                # instead of one of the whole study
 *     set: {optimizer: sgd}
 *     tune: {learning-rate: [1e-2, 1e-1]}
 *   - name: HateBERT
 *     needs: encoders/hatebert     # left out where there is no such file, folder or encoder
 *     set: {encoder: encoders/hatebert}
 * axes: {cell: [rnn, gru], optimizer: [adam, sgd]}   # rows "rnn, adam", "rnn, sgd", ...
 * references:
 *   source: whose figures
 *   rows:
 *     LSTM: {mse: 86.85, note: stopped at epoch 13}
 * }</pre>
 *
 * <p>A study has rows, axes or both. Values of settings are written as in a configuration file.
 *
 * <p>A study over several tasks or data has parts, each a table of its own:
 *
 * <pre>{@code
 * title: Recipes
 * about: of all parts; a part may say more
 * seeds: 3                         # of all parts that name none
 * overview: rows                   # every row in the overview of all studies; best: only the best
 * parts:
 *   - name: prices                 # its task if left out
 *     task: stocks
 *     ...                          # everything of a study but its title
 * }</pre>
 */
public final class StudyFile {
  private static final String TITLE = "title";
  private static final String NAME = "name";
  private static final String ABOUT = "about";
  private static final String SEEDS = "seeds";
  private static final String PARTS = "parts";
  private static final String OVERVIEW = "overview";
  private static final List<String> OF_ALL = List.of(TITLE, ABOUT, SEEDS, OVERVIEW, PARTS);

  private final String name;
  private final YamlNode root;
  private final Map<String, YamlNode> fields;
  private final Function<String, Task<?, ?>> tasks;

  /** Names of rows: a line of the ledger names a run's row, and not its part. */
  private final Set<String> rows = new HashSet<>();

  private StudyFile(Path file, Function<String, Task<?, ?>> tasks) {
    this.name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    this.root = YamlFile.read(file, "a study");
    this.fields = root.fields("study", and(StudyPart.KEYS, TITLE, OVERVIEW, PARTS));
    this.tasks = tasks;
  }

  private static List<String> and(List<String> keys, String... more) {
    return Stream.concat(Stream.of(more), keys.stream()).toList();
  }

  /**
   * Reads a study.
   *
   * @param tasks gives the task of a name, or throws a {@link io.sequent.common.UserError}
   * @return one study for each part, in the order of the file; one for a file without parts
   * @throws io.sequent.common.UserError for any mistake, with its line
   */
  public static List<Study> read(Path file, Function<String, Task<?, ?>> tasks) {
    StudyFile study = new StudyFile(file, tasks);
    YamlNode parts = study.fields.get(PARTS);
    return parts == null ? List.of(study.whole()) : study.parts(parts);
  }

  private String title() {
    return field(TITLE).map(node -> node.line(TITLE)).orElse(name);
  }

  private String about() {
    return field(ABOUT).map(node -> node.plain(ABOUT).strip()).orElse("");
  }

  private List<Long> seeds() {
    return field(SEEDS).map(StudyPart::seeds).orElseGet(Seeds::usual);
  }

  private Study.Overview overview() {
    return field(OVERVIEW)
        .map(
            node ->
                switch (node.plain(OVERVIEW)) {
                  case "best" -> Study.Overview.BEST;
                  case "rows" -> Study.Overview.ROWS;
                  default ->
                      throw node.place()
                          .error(
                              "overview: '%s', expected 'best' or 'rows'"
                                  .formatted(node.plain(OVERVIEW)));
                })
        .orElse(Study.Overview.BEST);
  }

  private Study whole() {
    return new StudyPart(root, fields, tasks, rows)
        .study(name, "", title(), "", Seeds.usual(), overview());
  }

  private List<Study> parts(YamlNode list) {
    fields.forEach(
        (key, node) -> {
          if (!OF_ALL.contains(key)) {
            throw node.place()
                .error("'" + key + "' is beside 'parts', expected it in each of them");
          }
        });
    String about = about();
    List<Long> seeds = seeds();
    Set<String> names = new HashSet<>();
    List<Study> studies = new ArrayList<>();
    for (YamlNode node : list.items(PARTS)) {
      Study part = part(node, about, seeds);
      if (!names.add(part.part())) {
        throw node.place()
            .error("a second part is named '" + part.part() + "', expected another 'name'");
      }
      requireOwnRuns(part, studies, node.place());
      studies.add(part);
    }
    if (studies.isEmpty()) {
      throw list.place().error("parts: the list is empty, expected at least one part");
    }
    return List.copyOf(studies);
  }

  private Study part(YamlNode node, String about, List<Long> seeds) {
    Map<String, YamlNode> known = node.fields("part", and(StudyPart.KEYS, NAME));
    StudyPart part = new StudyPart(node, known, tasks, rows);
    YamlNode named = known.get(NAME);
    String partName = named == null ? part.task() : named.plain(NAME);
    if (!partName.matches("[A-Za-z0-9][A-Za-z0-9-]*")) { // Files are called after it.
      throw (named == null ? node : named)
          .place()
          .error("name: '" + partName + "', expected letters, digits and hyphens");
    }
    return part.study(name, partName, title() + ": " + partName, about, seeds, overview());
  }

  /** Runs of the same settings belong to the part that names their data. */
  private void requireOwnRuns(Study part, List<Study> before, YamlNode.Place place) {
    for (Study other : before) {
      boolean mix =
          part.data().isEmpty() || other.data().isEmpty() || part.data().equals(other.data());
      if (mix && !Collections.disjoint(hashes(part), hashes(other))) {
        throw place.error(
            "part '%s' has a run of part '%s', expected 'data' of its own in each"
                .formatted(part.part(), other.part()));
      }
    }
  }

  private Set<String> hashes(Study part) {
    return part.runs(tasks.apply(part.task())).stream()
        .map(run -> run.config().hash(part.task()))
        .collect(Collectors.toSet());
  }

  private Optional<YamlNode> field(String key) {
    return Optional.ofNullable(fields.get(key));
  }
}

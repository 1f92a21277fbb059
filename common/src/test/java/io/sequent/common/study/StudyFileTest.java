package io.sequent.common.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.build.OptimizerSettings;
import io.sequent.common.schema.SchemaFile;
import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.task.Tasks;
import io.sequent.common.train.TrainingSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyFileTest {
  private static final String WHOLE =
      """
      title: Stocks, cells
      task: stocks
      about: >
        First line,
        second line.
      metric: mse
      columns: [mse, mape, baseline.mse]
      seeds: [7, 5]
      base: {split: random, hidden: 32, dense: [256, 128]}
      rows:
        - name: LSTM
          set: {cell: lstm, hidden: 16}
        - name: tuned
          tune:
            learning-rate: [1e-4, 3e-3]
            dense: [[8, 4], []]
      axes: {cell: [rnn, gru], layers: [1, 2]}
      references:
        source: a table
        rows:
          LSTM: {mse: 86.85, mape: 2.179, note: stopped at 13}
          rnn, layers=2: {note: a plot only}
      """;

  @TempDir private Path folder;

  private Study read(String content) throws IOException {
    List<Study> studies = parts(content);
    assertThat(studies).hasSize(1);
    return studies.get(0);
  }

  /** What reading takes, the schema takes too. */
  private List<Study> parts(String content) throws IOException {
    List<Study> parts =
        StudyFile.read(Files.writeString(folder.resolve("s.yaml"), content), Tasks::named);
    assertThat(SchemaFile.of("study").problems(content)).isEmpty();
    return parts;
  }

  /** Whether a mistake is one that a schema cannot see: it compares what stands in two places. */
  private static boolean onlyReadingFinds(String message) {
    return Stream.of(
            "a second part is named",
            "a second row is named",
            "is set and tuned",
            "unknown row",
            "unknown key 'entityF2'")
        .anyMatch(message::contains);
  }

  @Test
  void everyPartIsRead() throws IOException {
    Study study = read(WHOLE);
    assertThat(study.name()).isEqualTo("s");
    assertThat(study.title()).isEqualTo("Stocks, cells");
    assertThat(study.task()).isEqualTo("stocks");
    assertThat(study.about()).isEqualTo("First line, second line.");
    assertThat(study.metric()).isEqualTo("mse");
    assertThat(study.columns()).containsExactly("mse", "mape", "baseline.mse");
    assertThat(study.seeds()).containsExactly(7L, 5L);
    assertThat(study.base())
        .containsExactly(
            Map.entry("split", "random"), Map.entry("hidden", "32"), Map.entry("dense", "256,128"));
    assertThat(study.rows())
        .extracting(StudyRow::name)
        .containsExactly(
            "LSTM", "tuned", "rnn, layers=1", "rnn, layers=2", "gru, layers=1", "gru, layers=2");
    assertThat(study.rows().get(1).tune())
        .containsExactly(
            Map.entry("learning-rate", List.of("1e-4", "3e-3")),
            Map.entry("dense", List.of("8,4", "")));
    assertThat(study.references().source()).isEqualTo("a table");
    assertThat(study.references().rows())
        .containsExactly(
            Map.entry(
                "LSTM",
                new References.Published(Map.of("mse", 86.85, "mape", 2.179), "stopped at 13")),
            Map.entry("rnn, layers=2", new References.Published(Map.of(), "a plot only")));
  }

  @Test
  void everyRowVariantAndSeedIsARun() throws IOException {
    List<PlannedRun> runs = read(WHOLE).runs(Tasks.named("stocks"));
    assertThat(runs).hasSize((1 + 4 + 4) * 2);
    assertThat(runs.subList(0, 5))
        .extracting(run -> run.row() + "|" + run.variant() + "|" + run.seed())
        .containsExactly(
            "LSTM||7",
            "LSTM||5",
            "tuned|learning-rate=1e-4, dense=8,4|7",
            "tuned|learning-rate=1e-4, dense=8,4|5",
            "tuned|learning-rate=1e-4, dense=|7");
    assertThat(runs).extracting(run -> run.config().hash("stocks")).doesNotHaveDuplicates();
    assertThat(runs)
        .allSatisfy(
            run -> {
              assertThat(run.config().get(CommonSettings.SEED)).isEqualTo(run.seed());
              assertThat(run.config().get(TrainingSettings.METRIC)).isEqualTo("mse");
            });
    PlannedRun lstm = runs.get(0);
    assertThat(lstm.config().get(NetworkSettings.HIDDEN)).as("row over base").isEqualTo(16);
    assertThat(lstm.config().get(NetworkSettings.DENSE)).as("base").containsExactly(256, 128);
    PlannedRun tuned = runs.get(4);
    assertThat(tuned.config().get(NetworkSettings.HIDDEN)).as("base over task").isEqualTo(32);
    assertThat(tuned.config().get(NetworkSettings.DENSE)).as("variant over base").isEmpty();
    assertThat(tuned.config().get(OptimizerSettings.LEARNING_RATE)).isEqualTo(1e-4);
  }

  @Test
  void presetOfARowStandsBelowTheBaseAndItsOwnSettings() throws IOException {
    Study study =
        read(
            """
            task: sentiment
            base: {epochs: 1}
            rows:
              - {name: a, preset: bow, set: {dense: [8]}}
              - {name: b}
            """);
    List<PlannedRun> runs = study.runs(Tasks.named("sentiment"));
    assertThat(runs)
        .extracting(run -> run.config().asText().get("model"))
        .containsExactly("bow", "rnn");
    assertThat(runs.get(0).config().get(TrainingSettings.EPOCHS)).isEqualTo(1);
    assertThat(runs.get(0).config().get(NetworkSettings.DENSE)).containsExactly(8);
  }

  @Test
  void whatIsLeftOutHasDefaults() throws IOException {
    Study study = read("task: news\nrows:\n  - {name: as it is}\n");
    assertThat(study.title()).isEqualTo("s");
    assertThat(study.about()).isEmpty();
    assertThat(study.metric()).isEqualTo("accuracy");
    assertThat(study.columns()).containsExactly("accuracy");
    assertThat(study.seeds()).containsExactly(42L);
    assertThat(study.references()).isEqualTo(References.NONE);
    assertThat(study.runs(Tasks.named("news"))).hasSize(1);
  }

  @Test
  void numberOfSeedsCountsFromTheUsualOne() throws IOException {
    assertThat(read("task: ner\nseeds: 3\naxes: {cell: [rnn]}\n").seeds())
        .containsExactly(42L, 43L, 44L);
  }

  private static final String PARTS =
      """
      title: All
      about: Of all.
      seeds: [7, 5]
      parts:
        - task: ner
          preset: fast
          rows: [{name: names}]
        - name: prices
          task: stocks
          data: stocks/own
          about: Of prices.
          preset: recipe
          metric: mse
          columns: [mse, mape]
          seeds: [3]
          base: {hidden: 4, split: random}
          axes: {cell: [rnn, gru]}
          references: {source: a table, rows: {rnn: {mse: 1}}}
      """;

  @Test
  void everyPartIsAStudyOfItsOwn() throws IOException {
    List<Study> parts = parts(PARTS);
    assertThat(parts).extracting(Study::name).containsOnly("s");
    assertThat(parts).extracting(Study::id).containsExactly("s-ner", "s-prices");
    assertThat(parts).extracting(Study::title).containsExactly("All: ner", "All: prices");
    assertThat(parts).extracting(Study::about).containsExactly("Of all.", "Of all. Of prices.");
    assertThat(parts).extracting(Study::data).containsExactly("", "stocks/own");
    assertThat(parts).extracting(Study::metric).containsExactly("entityF1", "mse");
    assertThat(parts).extracting(Study::seeds).containsExactly(List.of(7L, 5L), List.of(3L));
    assertThat(parts.get(1).columns()).containsExactly("mse", "mape");
    assertThat(parts.get(1).references().rows()).containsOnlyKeys("rnn");
    PlannedRun run = parts.get(1).runs(Tasks.named("stocks")).get(0);
    assertThat(run.config().get(NetworkSettings.HIDDEN)).as("base over preset").isEqualTo(4);
    assertThat(run.config().get(NetworkSettings.DENSE)).as("preset").containsExactly(256, 128);
  }

  @Test
  void wholeStudyMayNamePresetAndData() throws IOException {
    Study study = read("task: ner\ndata: sample\npreset: fast\nrows: [{name: a}]\n");
    assertThat(study.id()).isEqualTo("s");
    assertThat(study.data()).isEqualTo("sample");
    assertThat(study.base()).containsEntry("output", "crf").containsEntry("epochs", "8");
  }

  @Test
  void partsOfTheSameSettingsAreToldApartByTheirData() throws IOException {
    String two =
        """
        parts:
        - {task: ner, data: a, axes: {cell: [rnn]}}
        - {name: b, task: ner, data: b, rows: [{name: b, set: {cell: rnn}}]}
        """;
    assertThat(parts(two)).hasSize(2);
    for (String mixed : List.of(two.replace(" data: b,", ""), two.replace("data: b", "data: a"))) {
      assertThatThrownBy(() -> parts(mixed))
          .isInstanceOf(UserError.class)
          .hasMessageEndingWith(
              "s.yaml:3: part 'b' has a run of part 'ner', expected 'data' of its own in each");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "task: ner;preset: fasst;rows: [{name: a}] | 2: unknown preset 'fasst', did you mean 'fast'?",
        "task: ner;preset: fast;rows: [{name: a, preset: fast}] | 3: preset: the study has one too,"
            + " expected only one of them",
        "task: ner;data:;rows: [{name: a}]   | 2: data: expected one line of text",
        "task: ner;overview: all;rows: [{name: a}] | 2: overview: 'all', expected 'best' or 'rows'",
        "parts: []                           | 1: parts: the list is empty, expected at least one part",
        "parts: x                            | 1: parts: expected a list",
        "parts:;- x                          | 2: part: expected lines of the form 'name: value'",
        "seeds: 2;task: ner;parts: []        | 2: 'task' is beside 'parts', expected it in each of"
            + " them",
        "parts:;- task: ner;  title: x       | 3: unknown key 'title', expected one of name, task, data,"
            + " about, preset, metric, columns, seeds, base, rows, axes, references",
        "parts:;- rows: [{name: a}]          | 2: names no task, expected 'task: ...'",
        "parts:;- task: nerr                 | 2: unknown task 'nerr', did you mean 'ner'?",
        "parts:;- task: ner                  | 2: the study has no rows, expected 'rows' or 'axes'",
        "parts:;- task: ner;  name: a/b;  rows: [{name: a}] | 3: name: 'a/b', expected letters, digits"
            + " and hyphens",
        "parts:;- {task: ner, axes: {cell: [rnn]}};- {task: ner, axes: {cell: [gru]}} | 3: a second part"
            + " is named 'ner', expected another 'name'",
        "parts:;- {task: ner, axes: {cell: [rnn]}};- {task: news, axes: {cell: [rnn]}} | 3: a second row"
            + " is named 'rnn'",
        "task: ner;rowz: []                   | 2: unknown key 'rowz', did you mean 'rows'?",
        "title: x                             | 1: names no task, expected 'task: ...'",
        "'# c;task: nerr'                     | 2: unknown task 'nerr', did you mean 'ner'?",
        "task: ner                            | 1: the study has no rows, expected 'rows' or 'axes'",
        "task: ner;rows: []                   | 1: the study has no rows, expected 'rows' or 'axes'",
        "task: ner;rows: x                    | 2: rows: expected a list",
        "task: ner;rows: [x]                  | 2: row: expected lines of the form 'name: value'",
        "task: ner;rows:; - name: a;   st: {} | 4: unknown key 'st', did you mean 'set'?",
        "task: ner;rows:; - set: {}           | 3: a row without name, expected 'name: ...'",
        "task: ner;rows:; - name: ''          | 3: name: expected one line of text",
        "'task: ner;rows:; - name: \"a\\tb\"' | 3: name: expected one line of text",
        "task: ner;rows:; - name: a; - name: a | 4: a second row is named 'a'",
        "task: ner;rows:; - name: rnn;axes: {cell: [rnn]} | 4: a second row is named 'rnn'",
        "task: ner;base:;  hidden: 8;  hiden: 8 | 4: unknown setting 'hiden', did you mean 'hidden'?",
        "task: ner;base:;  hidden: 0          | 3: setting 'hidden': '0' is not allowed, expected 1 to"
            + " 65536",
        "task: ner;base:;  hidden: {a: 1}     | 3: setting 'hidden': expected a plain value or a list",
        "task: ner;rows:; - name: a;   set:;    cell: lstmm | 5: setting 'cell': 'lstmm' is not allowed,"
            + " expected one of rnn, rnn-relu, lstm, gru",
        "task: ner;rows:; - name: a;   tune:;    hidden: [8, 0] | 5: setting 'hidden': '0' is not"
            + " allowed, expected 1 to 65536",
        "task: ner;rows:; - name: a;   tune: {hidden: [8]};   set: {hidden: 8} | 3: setting 'hidden' is"
            + " set and tuned, expected only one of them",
        "task: ner;axes: {cell: []}           | 2: setting 'cell': no values, expected a list of them",
        "task: ner;axes: {cell: lstm}         | 2: setting 'cell': expected a list",
        "task: ner;axes: {}                   | 2: axes: no settings, expected 'setting: [values]'",
        "task: ner;axes: {learning-rate: [1e-3, 0.001]} | 2: setting 'learning-rate': '0.001' is given"
            + " twice",
        "task: ner;axes: {hiden: []}          | 2: unknown setting 'hiden', did you mean 'hidden'?",
        "task: ner;base: {seed: 3}            | 2: 'seed' is the same in all rows, expected it as 'seeds'",
        "task: ner;axes: {metric: [loss]}     | 2: 'metric' is the same in all rows, expected it as"
            + " 'metric'",
        "task: ner;rows:; - name: a;   set: {metric: loss} | 4: 'metric' is the same in all rows, expected"
            + " it as 'metric'",
        "task: ner;metric: test.loss          | 2: metric 'test.loss': selection is on validation"
            + " alone, expected 'loss'",
        "task: ner;metric:                    | 2: no name, expected the name of a metric",
        "task: ner;columns: [loss, test.loss] | 2: column 'test.loss': columns are metrics of the test"
            + " split, expected 'loss'",
        "task: ner;columns: []                | 2: columns: the list is empty, expected at least one"
            + " metric",
        "task: ner;columns: [loss, loss]      | 2: column 'loss' is given twice",
        "task: ner;axes: {cell: [rnn]};seeds: [] | 3: seeds: the list is empty, expected at least one"
            + " seed",
        "task: ner;axes: {cell: [rnn]};seeds: [3, 4, 3] | 3: seeds: 3 is given twice",
        "task: ner;axes: {cell: [rnn]};seeds: [0] | 3: setting 'seed': '0' is not allowed, expected"
            + " integer, at least 1",
        "task: ner;axes: {cell: [rnn]};seeds: 0 | 3: setting 'seeds': '0' is not allowed, expected 1 to"
            + " 1000, or a list of seeds",
        "task: ner;axes: {cell: [rnn]};references: {rows: {}} | 3: references without source, expected"
            + " 'source: ...'",
        "task: ner;axes: {cell: [lstm]};references:; source: s; rows:;  lstmm: {loss: 1} | 6: unknown row 'lstmm', did you mean 'lstm'?",
        "task: ner;axes: {cell: [lstm]};references:; source: s; rows:;  lstm: {entityF2: 1} | 6: unknown"
            + " key 'entityF2', did you mean 'entityF1'?",
        "task: ner;axes: {cell: [lstm]};references:; source: s; rows:;  lstm: {entityF1: n/p} | 6:"
            + " entityF1: 'n/p' is not a number",
      })
  void mistakeIsToldWithItsLine(String content, String message) throws IOException {
    String lines = content.replace(';', '\n');
    assertThatThrownBy(() -> read(lines))
        .isInstanceOf(UserError.class)
        .hasMessage(folder + File.separator + "s.yaml:" + message);
    assertThat(SchemaFile.of("study").problems(lines).isEmpty())
        .isEqualTo(onlyReadingFinds(message));
  }

  @Test
  void titleThatNoPictureHasRoomForIsRefused() {
    assertThatThrownBy(() -> read("title: " + "x".repeat(60_000) + "\ntask: stocks\n"))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith("s.yaml:1: title: 60,000 characters, expected at most 500");
  }

  @Test
  void missingFileIsTold() {
    assertThatThrownBy(() -> StudyFile.read(folder.resolve("none.yaml"), Tasks::named))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith("none.yaml: no such file, expected a YAML file of a study");
  }
}

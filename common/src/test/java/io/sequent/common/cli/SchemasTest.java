package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.OwnTasks;
import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.config.ConfigFile;
import io.sequent.common.config.Setting;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.schema.SchemaFile;
import io.sequent.common.schema.SpaceSchema;
import io.sequent.common.schema.StudySchema;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas that are shipped are those of the settings, and say what reading says. */
class SchemasTest {
  /** {@code write} has them written again. */
  private static final boolean WRITES = "write".equals(System.getProperty("sequent.schemas"));

  private static final String BESIDE = "sequent-config.schema.json";
  private static final String LINE = "# yaml-language-server: $schema=";

  /** Texts of all kinds of values, plainly written. */
  private static final List<String> VALUES =
      List.of(
          "",
          "0",
          "1",
          "-1",
          "2",
          "17",
          "100000000",
          "0.25",
          "0.5",
          "1.5",
          "-0.5",
          "1e-3",
          "all",
          "none",
          "true",
          "false",
          "no",
          "YES",
          "lstm",
          "Lstm",
          "max",
          "mean+max",
          "mean + MAX",
          "max+",
          "1,2",
          "[1, 2]",
          "[a, b]",
          "nonsense",
          "utf-8",
          "two words",
          "{a: 1}");

  @TempDir private Path folder;

  static List<Task<?, ?>> tasks() {
    return OwnTasks.all();
  }

  @Test
  void shippedSchemasAreThoseOfTheSettings() throws IOException {
    Map<String, String> schemas = new LinkedHashMap<>();
    schemas.put("config", InitConfigAction.schema(OwnTasks.all()));
    schemas.put("study", StudySchema.of(OwnTasks.all()));
    schemas.put("space", SpaceSchema.of(OwnTasks.all()));
    for (Map.Entry<String, String> schema : schemas.entrySet()) {
      Path file = SchemaFile.place(schema.getKey());
      if (WRITES) {
        AtomicFile.write(file, schema.getValue());
      }
      assertThat(Files.readString(file))
          .as("%s; mvn test -Dtest=SchemasTest -Dsequent.schemas=write brings it up to date", file)
          .isEqualTo(schema.getValue());
    }
  }

  @ParameterizedTest
  @CsvSource({"configs,config", "studies,study", "spaces,space"})
  void shippedFilesFitTheSchemaThatTheyName(String place, String kind) throws IOException {
    Path schema = SchemaFile.place(kind);
    try (Stream<Path> files = Files.list(Path.of("resources", place))) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(
              file -> {
                String yaml = Files.readString(file);
                String named = yaml.lines().findFirst().orElseThrow();
                assertThat(named).startsWith(LINE);
                assertThat(file.resolveSibling(named.substring(LINE.length())))
                    .isRegularFile()
                    .hasSameTextualContentAs(schema);
                assertThat(SchemaFile.of(kind).problems(yaml)).as("%s", file).isEmpty();
              });
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void configThatIsWrittenFitsTheSchemaThatItNames(Task<?, ?> task) throws IOException {
    List<String> presets = List.of(Presets.RECIPE, Presets.NONE);
    for (String preset : presets) {
      Call call =
          Call.of(
              List.of("--preset=" + preset, "--out=" + folder.resolve(preset + ".yaml")),
              "init-config",
              task.name());
      assertThat(call.status()).as(call.err()).isZero();
    }
    for (String preset : presets) {
      String yaml = Files.readString(folder.resolve(preset + ".yaml"));
      assertThat(yaml).startsWith(LINE + BESIDE + "\n");
      assertThat(SchemaFile.of("config").problems(yaml)).as(preset).isEmpty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(presets.size() + 1).contains(folder.resolve(BESIDE));
    }
  }

  @Test
  void schemaBesideAConfigKnowsTasksOfOthers() throws IOException {
    Path file = folder.resolve("c.yaml");
    assertThat(Call.of(List.of("--out=" + file), "init-config", "weather").status()).isZero();
    SchemaFile beside = SchemaFile.at(folder.resolve(BESIDE));
    assertThat(beside.problems(Files.readString(file))).isEmpty();
    assertThat(beside.problems("task: weather\nunits: 3\n")).isEmpty();
    assertThat(beside.problems("task: weather\nunits: 0\n")).isNotEmpty();
    assertThat(SchemaFile.of("config").problems("task: weather\n")).as("not shipped").isNotEmpty();
  }

  @Test
  void configOnStandardOutputNamesNoFile() {
    assertThat(Call.of(List.of(), "init-config", "stocks").out()).doesNotContain(LINE);
  }

  @Test
  void schemaAndReadingAgreeOnEveryValue() throws IOException {
    List<String> differing = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    int taken = 0;
    for (Task<?, ?> task : OwnTasks.all()) {
      for (Setting<?> setting : TaskSettings.of(task)) {
        // What several tasks share is checked once; a character set may be one that Java lacks.
        if (seen.add(setting.schema()) && !(setting.defaultValue() instanceof Charset)) {
          for (String value : VALUES) {
            String yaml = "task: " + task.name() + "\n" + setting.name() + ": " + value + "\n";
            boolean fits = SchemaFile.of("config").problems(yaml).isEmpty();
            boolean reads = isRead(task, yaml);
            taken += reads ? 1 : 0;
            if (fits != reads) {
              differing.add((fits ? "only the schema takes " : "only reading takes ") + yaml);
            }
          }
        }
      }
    }
    assertThat(differing).isEmpty();
    assertThat(taken).isGreaterThan(2 * seen.size());
  }

  private boolean isRead(Task<?, ?> task, String yaml) throws IOException {
    try {
      Map<String, String> read = ConfigFile.read(Files.writeString(folder.resolve("c.yaml"), yaml));
      read.remove("task");
      Config config = TaskSettings.defaults(task).with(read, "");
      TaskSettings.metric(task, config);
      TaskSettings.scheduleMetric(task, config);
      return true;
    } catch (UserError e) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "task: ner;cell: lstm                  | true",
        "task: ner;data: sample;kernel: auto   | true",
        "task: ner;preset: recipe;out: runs/a  | true",
        "task: ner;track: [tensorboard]        | true",
        "cell: lstm                            | true",
        "''                                    | true",
        "task: nerr                            | false",
        "task: stocks;min-count: 1           | false",
        "task: ner;hiden: 3                    | false",
        "hiden: 3                              | false",
        "hidden: 0                             | false",
        "task: ner;preset: recipes             | false",
        "task: ner;kernel: fast                | false",
        "task: ner;resume: runs/a              | false",
        "[task, ner]                           | false",
        "task: [ner]                           | false",
      })
  void schemaKnowsTasksOptionsAndPresets(String lines, boolean fits) throws IOException {
    assertThat(SchemaFile.of("config").problems(lines.replace(';', '\n')).isEmpty())
        .isEqualTo(fits);
  }

  /** What {@code ValueSchema} says of plain writing. */
  @ParameterizedTest
  @CsvSource({"hidden,'\"8\"'", "hidden,[8]", "cell,[lstm]"})
  void schemaAsksForPlainWritingWhereReadingIsLenient(String setting, String value)
      throws IOException {
    String yaml = "task: ner\n" + setting + ": " + value + "\n";
    assertThat(isRead(Tasks.named("ner"), yaml)).isTrue();
    assertThat(SchemaFile.of("config").problems(yaml)).isNotEmpty();
  }
}

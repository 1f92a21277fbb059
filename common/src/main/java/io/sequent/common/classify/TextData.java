package io.sequent.common.classify;

import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataSource;
import io.sequent.common.data.Splits;
import io.sequent.common.task.DataView;
import io.sequent.common.task.TaskData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Labelled texts in CSV files: the task's own, or a user's with columns that settings name. */
final class TextData implements TaskData<LabelledText> {
  private final DataSource source;
  private final Function<Config, TextFormat> format;

  /**
   * @param format the format of the task's own data under some settings
   */
  TextData(DataSource source, Function<Config, TextFormat> format) {
    this.source = source;
    this.format = format;
  }

  @Override
  public DataSource source() {
    return source;
  }

  private TextFormat format(Path place, Config config) throws IOException {
    List<String> columns = config.get(ClassifierSettings.COLUMNS);
    return columns.isEmpty()
        ? format.apply(config)
        : TextFormat.own(place, TextColumns.of(columns, ClassifierSettings.COLUMNS.name()));
  }

  @Override
  public List<Path> files(Path place, Config config) throws IOException {
    TextFormat found = format(place, config);
    return Stream.of(
            found.trainFiles(place),
            found.testFiles(place),
            DataSource.matching(TextFormat.folder(place), ClassLabels.FILE))
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public Splits<LabelledText> read(Path place, Config config) throws IOException {
    TextFormat found = format(place, config);
    List<LabelledRow> train = rows(found.trainFiles(place), found);
    List<LabelledRow> test = rows(found.testFiles(place), found);
    ClassLabels classes = ClassLabels.of(TextFormat.folder(place), train, found.classes());
    List<LabelledText> learning = train.stream().map(classes::text).toList();
    double validation = config.get(ClassifierSettings.VALIDATION);
    return test.isEmpty()
        ? Splits.byHash(
            learning,
            config.get(ClassifierSettings.TEST_SHARE),
            validation,
            LabelledText::label,
            LabelledText::text,
            place)
        : Splits.holdOut(
            learning,
            validation,
            config.get(CommonSettings.SEED),
            test.stream().map(classes::text).toList(),
            place);
  }

  private static List<LabelledRow> rows(List<Path> files, TextFormat format) throws IOException {
    List<LabelledRow> rows = new ArrayList<>();
    for (Path file : files) {
      rows.addAll(LabelledTextCsv.read(file, format.columns()));
    }
    return rows;
  }

  @Override
  public DataView<LabelledText> view() {
    return new TextView();
  }
}

package io.sequent.common.classify;

import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataSettings;
import io.sequent.common.data.DataSource;
import io.sequent.common.data.Splits;
import io.sequent.common.io.TextFile;
import io.sequent.common.table.TableReader;
import io.sequent.common.task.DataView;
import io.sequent.common.task.TaskData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Labelled texts in files: the task's own, or a user's with columns that settings name. */
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
    TextForm form = config.get(ClassifierSettings.FORMAT);
    return columns.isEmpty()
        ? format.apply(config).in(place, form)
        : TextFormat.own(place, TextColumns.of(columns, ClassifierSettings.COLUMNS.name()), form);
  }

  private TextFiles found(Path place, TextFormat format, Config config) throws IOException {
    return TextFiles.in(place, format, config.get(ClassifierSettings.FORMAT));
  }

  @Override
  public List<Path> files(Path place, Config config) throws IOException {
    return Stream.concat(
            found(place, format(place, config), config).all().stream(),
            DataSource.matching(TextFormat.folder(place), ClassLabels.FILE).stream())
        .toList();
  }

  @Override
  public Splits<LabelledText> read(Path place, Config config) throws IOException {
    TextFormat format = format(place, config);
    TextFiles files = found(place, format, config);
    Reading reading = new Reading(format, files, config);
    List<LabelledRow> train = reading.rows(files.train());
    List<LabelledRow> test = reading.rows(files.test());
    ClassLabels classes = ClassLabels.of(TextFormat.folder(place), train, test, format.classes());
    List<LabelledText> learning = train.stream().map(classes::text).toList();
    double validation = config.get(ClassifierSettings.VALIDATION);
    Splits<LabelledText> splits =
        test.isEmpty()
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
    return splits.noting(reading.notes(classes));
  }

  /** All texts of a file or an undivided folder; those for testing of a divided one. */
  @Override
  public Splits<LabelledText> readForEvaluation(Path place, Config config, List<String> labels)
      throws IOException {
    TextFormat format = format(place, config);
    TextFiles files = found(place, format, config);
    Reading reading = new Reading(format, files, config);
    List<LabelledRow> rows = reading.rows(files.test().isEmpty() ? files.train() : files.test());
    ClassLabels classes =
        ClassLabels.ofModel(labels, TextFormat.folder(place), rows, format.classes());
    List<LabelledText> texts = rows.stream().map(classes::text).toList();
    return new Splits<>(List.of(), List.of(), texts, reading.notes(classes));
  }

  @Override
  public DataView<LabelledText> view() {
    return new TextView();
  }

  /** Reads files, and keeps what is to be said of them. */
  private static final class Reading {
    private final TextFormat format;
    private final boolean inFolders;
    private final boolean isTable;
    private final TextForm form;
    private final Charset encoding;
    private final Set<TextForm> found = new LinkedHashSet<>();
    private final List<String> notes;
    private int wordless;

    Reading(TextFormat format, TextFiles files, Config config) {
      this.format = format;
      inFolders = files.inFolders();
      form = config.get(ClassifierSettings.FORMAT);
      isTable = form.table() != null || !config.get(ClassifierSettings.COLUMNS).isEmpty();
      encoding = config.get(DataSettings.ENCODING);
      notes = new ArrayList<>(files.notes());
    }

    /** The rows of some files, in their order; they are read side by side. */
    List<LabelledRow> rows(List<Path> files) throws IOException {
      List<LabelledRow> rows = new ArrayList<>();
      try {
        for (LabelledRows read : files.parallelStream().map(this::unchecked).toList()) {
          found.add(read.form());
          notes.addAll(read.notes());
          rows.addAll(read.rows());
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      wordless += (int) rows.stream().filter(row -> isWordless(row.text())).count();
      return rows;
    }

    private LabelledRows unchecked(Path file) {
      try {
        return inFolders ? ClassFolders.read(file, encoding) : read(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private LabelledRows read(Path file) throws IOException {
      try (BufferedReader text = TextFile.open(file, encoding)) {
        if (form == TextForm.FASTTEXT || (!isTable && FastText.isIn(text))) {
          return FastText.read(text, file);
        }
        return LabelledTable.read(
            TableReader.of(text, file.toString(), form.table()), file, format.columns());
      }
    }

    private static boolean isWordless(String text) {
      for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
        if (Character.isLetterOrDigit(text.codePointAt(i))) {
          return false;
        }
      }
      return true;
    }

    /** What is to be said of all that was read. */
    List<String> notes(ClassLabels classes) {
      List<String> all = new ArrayList<>();
      if (!found.equals(Set.of(TextForm.COMMA))) {
        all.add("form: " + String.join("; ", found.stream().map(TextForm::description).toList()));
      }
      all.addAll(notes);
      all.addAll(classes.notes());
      if (wordless > 0) {
        all.add("texts without a letter or digit: %,d, kept".formatted(wordless));
      }
      return all;
    }
  }
}

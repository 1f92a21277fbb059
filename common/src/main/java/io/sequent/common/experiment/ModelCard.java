package io.sequent.common.experiment;

import static io.sequent.common.run.RunRecord.TEST;
import static io.sequent.common.run.RunRecord.VALIDATION;

import io.sequent.common.config.CommonSettings;
import io.sequent.common.data.DataLocation;
import io.sequent.common.data.DataSource;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.evaluation.Metrics;
import io.sequent.common.report.Decimals;
import io.sequent.common.report.Markdown;
import io.sequent.common.report.Table;
import io.sequent.common.run.RunRecord;
import io.sequent.common.task.Model;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskDescription;
import io.sequent.common.task.TaskSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * {@code model-card.md} of a run: what a stranger should know before using the model (Mitchell et
 * al. 2019, "Model Cards for Model Reporting"), with the head that model hubs read. Its figures are
 * those of {@code result.json}, and no others.
 */
final class ModelCard {
  static final String FILE = "model-card.md";

  private static final int MOST_LABELS = 50;
  private static final int MOST_FILES = 20;
  private static final int DECIMALS = 4;

  private final Task<?, ?> task;
  private final TaskDescription description;
  private final DataLocation data;
  private final RunRecord run;
  private final Model<?> model;
  private final StringBuilder card = new StringBuilder();

  private ModelCard(Task<?, ?> task, DataLocation data, RunRecord run, Model<?> model) {
    this.task = task;
    this.description = task.description();
    this.data = data;
    this.run = run;
    this.model = model;
  }

  /**
   * Writes the card of a run.
   *
   * @param data the run was trained on
   * @param model that came of it
   */
  static String of(Task<?, ?> task, DataLocation data, RunRecord run, Model<?> model) {
    return new ModelCard(task, data, run, model).text();
  }

  private String text() {
    card.append(ModelCardHead.of(run, dataTitle()));
    card.append("\n# Model card: ").append(Markdown.text(run.task())).append('\n');
    paragraph(
        "A network of Deeplearning4j, trained with Sequent to " + Markdown.text(summary()) + ".");
    network();
    use();
    trainingData();
    figures();
    howToUse();
    provenance();
    time();
    return card.toString();
  }

  /** What the task does, without the data set that it is published with, which may be another. */
  private String summary() {
    return description.summary().replaceFirst(" \\([^()]*\\)$", "");
  }

  private void heading(String text) {
    card.append("\n## ").append(text).append('\n');
  }

  private void paragraph(String text) {
    card.append('\n').append(text).append('\n');
  }

  private void list(Map<String, String> values) {
    card.append('\n');
    values.forEach(
        (name, value) ->
            card.append("- ")
                .append(Markdown.code(name))
                .append(": ")
                .append(value.isEmpty() ? "empty" : Markdown.code(value))
                .append('\n'));
  }

  private void table(List<String> header, List<List<String>> rows) {
    card.append('\n').append(new Table("", header, rows).markdown());
  }

  private void network() {
    heading("Model");
    MultiLayerNetwork network = model.network();
    List<List<String>> layers = new ArrayList<>();
    for (int i = 0; i < network.getnLayers(); i++) {
      Layer layer = network.getLayer(i);
      layers.add(
          List.of(
              layer.conf().getLayer().getClass().getSimpleName(),
              String.format(Locale.ROOT, "%,d", layer.numParams())));
    }
    table(List.of("layer", "parameters"), layers);
    paragraph(
        run.training().parametersText()
            + " parameters in all. The weights are those of epoch "
            + run.training().epochsText()
            + ", the best by "
            + Markdown.code(run.training().selectedBy().orElse("unknown"))
            + " on the validation set.");
    List<String> labels = model.preparation().labels();
    if (!labels.isEmpty()) {
      paragraph("Its outputs, in order: " + labels(labels) + ".");
    }
    Map<String, String> changed = changedSettings();
    if (changed.isEmpty()) {
      paragraph("All settings have the task's defaults; `config.yaml` lists them.");
    } else {
      paragraph("Settings other than the task's defaults; `config.yaml` lists all:");
      list(changed);
    }
  }

  private static String labels(List<String> labels) {
    String shown =
        labels.stream().limit(MOST_LABELS).map(ModelCard::label).collect(Collectors.joining(", "));
    return labels.size() > MOST_LABELS
        ? shown + " and " + (labels.size() - MOST_LABELS) + " more"
        : shown;
  }

  /** A blank or a line break, of a model of characters, by its name. */
  private static String label(String label) {
    return label.isBlank() && label.length() == 1
        ? String.valueOf(Character.getName(label.charAt(0))).toLowerCase(Locale.ROOT)
        : Markdown.code(label);
  }

  private Map<String, String> changedSettings() {
    Map<String, String> changed = new LinkedHashMap<>(run.config());
    changed.remove(CommonSettings.SEED.name());
    changed.entrySet().removeAll(TaskSettings.defaults(task).asText().entrySet());
    return changed;
  }

  private void use() {
    heading("Intended use and limits");
    paragraph(
        Markdown.text(
            description.use().isBlank()
                ? "To " + summary() + ", on data like those that it was trained on."
                : description.use()));
    if (run.sample()) {
      paragraph(
          "It was trained on a few invented examples, to try the toolkit. **Its figures mean"
              + " nothing, and neither do its predictions.**");
    } else {
      paragraph(
          "The figures below hold for data like those of the test set. On data of another kind,"
              + " time or language expect worse ones: evaluate it on them before use.");
    }
  }

  private boolean isPublished() {
    DataSource source = task.data().source();
    return data.kind() != DataLocation.Kind.SAMPLE
        && !source.title().isEmpty()
        && source.covers(data.path(), run.provenance().data().keySet());
  }

  private String dataTitle() {
    if (run.sample()) {
      return "the sample that comes with Sequent";
    }
    return isPublished() ? task.data().source().title() : "the user's own data";
  }

  private String licence() {
    if (run.sample()) {
      return "Apache-2.0";
    }
    String known = isPublished() ? task.data().source().licence() : "";
    return known.isEmpty() ? "not known to the toolkit" : known;
  }

  private void trainingData() {
    heading("Training data");
    paragraph(
        "Trained on "
            + Markdown.text(dataTitle())
            + ". Licence of the data: "
            + Markdown.text(licence())
            + ".");
    table(
        List.of("split", "examples"),
        run.training().examples().entrySet().stream()
            .map(
                split ->
                    List.of(split.getKey(), String.format(Locale.ROOT, "%,d", split.getValue())))
            .toList());
    Map<String, String> files = run.provenance().data();
    paragraph("SHA-256 of the " + (files.size() <= MOST_FILES ? "files:" : "set:"));
    list(
        files.size() <= MOST_FILES
            ? files
            : Map.of(files.size() + " files", run.provenance().dataHash()));
  }

  private void figures() {
    heading("Figures");
    boolean tested = run.test().isPresent();
    paragraph(
        (tested
                ? "The test set was used once, after training. "
                : "This run was not evaluated on the test set. ")
            + "The validation set selected the epoch, which makes its figures somewhat optimistic."
            + " ↑ higher is better, ↓ lower is better; `result.json` has all digits.");
    List<String> header = new ArrayList<>(List.of("metric", header(VALIDATION)));
    if (tested) {
      header.add(header(TEST));
    }
    table(
        header,
        run.metrics().getOrDefault(VALIDATION, Map.of()).keySet().stream()
            .map(metric -> row(metric, tested))
            .toList());
  }

  private String header(String split) {
    Integer examples = run.training().examples().get(split);
    return split + (examples == null ? "" : String.format(Locale.ROOT, ", n = %,d", examples));
  }

  private List<String> row(String name, boolean tested) {
    Metrics metrics = description.metrics();
    List<String> row = new ArrayList<>();
    if (metrics.has(name)) {
      Metric metric = metrics.named(name);
      String unit = metric.unit().isEmpty() ? "" : " (" + metric.unit() + ")";
      row.add(Markdown.text(name + unit) + (metric.lowerIsBetter() ? " ↓" : " ↑"));
    } else {
      row.add(Markdown.text(name));
    }
    row.add(figure(VALIDATION, name));
    if (tested) {
      row.add(figure(TEST, name));
    }
    return row;
  }

  private String figure(String split, String name) {
    Metrics metrics = description.metrics();
    double value = run.figure(split, name).orElse(Double.NaN);
    return metrics.has(name) ? metrics.named(name).format(value) : Decimals.text(value, DECIMALS);
  }

  private void howToUse() {
    heading("How to use it");
    paragraph("With `FOLDER` for the folder that this card is in:");
    card.append(
        """

        ```
        ./sequent predict FOLDER --input=FILE
        ./sequent evaluate FOLDER
        ```

        ```java
        Sequent.run(Path.of("FOLDER")).predict("...").forEach(p -> System.out.println(p.json()));
        ```
        """);
  }

  private void provenance() {
    heading("Provenance");
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("commit", run.provenance().commit());
    facts.put("seed", String.valueOf(run.seed()));
    facts.putAll(run.provenance().versions());
    facts.putAll(run.provenance().machine());
    list(facts);
    paragraph(
        "`./sequent reproduce FOLDER` trains it again with its settings and data, and compares all"
            + " metrics.");
  }

  private void time() {
    heading("Training time");
    StringBuilder time = new StringBuilder("Training took ");
    time.append(
        run.times().train().isPresent()
            ? String.format(Locale.ROOT, "%,.1f seconds", run.times().train().getAsDouble())
            : "a time that was not measured");
    run.provenance()
        .cores()
        .ifPresent(cores -> time.append(" on a machine with ").append(cores).append(" cores"));
    paragraph(time + ", without preparation and evaluation. The energy used was not measured.");
  }
}

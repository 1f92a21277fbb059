package io.sequent.common.experiment;

import static io.sequent.common.run.RunResult.TEST;
import static io.sequent.common.run.RunResult.VALIDATION;

import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.page.Page;
import io.sequent.common.page.Section;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import io.sequent.common.run.RunResult;
import io.sequent.common.train.display.Curves;
import io.sequent.common.train.history.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code report.html} of a run: all that is known of it on one page. */
final class RunReport {
  private RunReport() {}

  /**
   * Puts the page together.
   *
   * @param verdict as {@link Outcome} has it
   * @param inside what goes on inside the model; may be empty
   * @param gradients the gradients over the training
   * @param data what the data look like; may be empty
   */
  static Page of(
      RunResult result,
      History history,
      Evaluation verdict,
      List<Picture> inside,
      Picture gradients,
      List<Picture> data) {
    List<Section> sections = new ArrayList<>();
    sections.add(summary(result));
    Section judged =
        Section.of(result.tested() ? "Test set" : "Validation set")
            .withPictures(verdict.pictures());
    for (Table table : verdict.tables()) {
      judged = judged.withTable(table);
    }
    sections.add(judged);
    if (!inside.isEmpty()) {
      sections.add(Section.of("Inside the model").withPictures(inside));
    }
    sections.add(
        Section.of("Training")
            .withNote(
                "The epoch was chosen by validation "
                    + history.metric().name()
                    + ". Gradients are absolute values before clipping and optimizer.")
            .withPictures(Curves.of(history))
            .withPictures(List.of(gradients)));
    if (!data.isEmpty()) {
      sections.add(Section.of("Data").withPictures(data));
    }
    if (!result.samples().isEmpty()) {
      Section samples = Section.of("Texts written by the model");
      for (Map.Entry<String, String> sample : result.samples().entrySet()) {
        samples = samples.withText(sample.getKey(), sample.getValue());
      }
      sections.add(samples);
    }
    sections.add(Section.of("Settings").withFacts(result.config()));
    sections.add(Section.of("Provenance").withFacts(provenance(result)));
    return new Page(
        result.task()
            + ", "
            + result.selectedBy()
            + " "
            + figure(result, judgedSplit(result), result.selectedBy()),
        result.sample() ? "On the bundled sample, whose figures mean nothing." : "",
        sections);
  }

  private static Section summary(RunResult result) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("best epoch", result.bestEpoch() + " of " + result.epochs());
    facts.put("parameters", String.format(Locale.ROOT, "%,d", result.parameters()));
    result
        .examples()
        .forEach(
            (split, count) ->
                facts.put(split + " examples", String.format(Locale.ROOT, "%,d", count)));
    result
        .seconds()
        .forEach(
            (phase, seconds) ->
                facts.put("time to " + phase, String.format(Locale.ROOT, "%.1f s", seconds)));
    facts.put(
        "training speed",
        String.format(Locale.ROOT, "%,.0f examples/s", result.samplesPerSecond()));
    if (Double.isFinite(result.predictionsPerSecond())) {
      facts.put(
          "prediction speed",
          String.format(
              Locale.ROOT, "%,.0f examples/s on one core", result.predictionsPerSecond()));
    }
    List<List<String>> rows =
        result.metrics().getOrDefault(judgedSplit(result), Map.of()).keySet().stream()
            .map(
                metric ->
                    List.of(
                        metric, figure(result, VALIDATION, metric), figure(result, TEST, metric)))
            .toList();
    return Section.of("Figures")
        .withFacts(facts)
        .withTable(new Table("Metrics", List.of("metric", VALIDATION, TEST), rows));
  }

  private static String judgedSplit(RunResult result) {
    return result.tested() ? TEST : VALIDATION;
  }

  private static String figure(RunResult result, String split, String metric) {
    double value = result.metrics().getOrDefault(split, Map.of()).getOrDefault(metric, Double.NaN);
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "-";
  }

  private static Map<String, String> provenance(RunResult result) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("commit", result.provenance().commit());
    facts.putAll(result.provenance().versions());
    facts.putAll(result.provenance().machine());
    Double otherLoad = result.otherLoad();
    if (otherLoad != null && Double.isFinite(otherLoad)) {
      facts.put("other load", String.format(Locale.ROOT, "%.0f %%", 100 * otherLoad));
    }
    facts.put("data SHA-256", result.provenance().dataHash());
    result.provenance().data().forEach(facts::put);
    return facts;
  }
}

package io.sequent.common.experiment;

import static io.sequent.common.run.RunRecord.TEST;
import static io.sequent.common.run.RunRecord.VALIDATION;

import io.sequent.common.page.Page;
import io.sequent.common.page.Section;
import io.sequent.common.report.Decimals;
import io.sequent.common.report.Table;
import io.sequent.common.run.RunRecord;
import io.sequent.common.train.display.Curves;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** {@code report.html} of a run: everything about it on one page. */
final class RunReport {
  private RunReport() {}

  /**
   * Puts the page together.
   *
   * @param data the section on the data; left out if there is nothing in it
   */
  static Page of(
      RunRecord run, CompletedTraining<?> trained, RunEvaluation evaluation, Section data) {
    List<Section> sections = new ArrayList<>();
    sections.add(summary(run));
    Section leading =
        Section.of(run.test().isPresent() ? "Test set" : "Validation set")
            .withPictures(evaluation.leading().pictures());
    sections.add(
        leading
            .withTables(evaluation.leading().tables())
            .withTables(evaluation.leading().details()));
    if (!evaluation.pictures().isEmpty() || !evaluation.tables().isEmpty()) {
      sections.add(
          Section.of("Inside the model")
              .withPictures(evaluation.pictures())
              .withTables(evaluation.tables()));
    }
    sections.add(
        Section.of("Training")
            .withNote(
                "The epoch was selected by validation "
                    + selectedBy(run)
                    + ". Gradients are absolute values before clipping and optimizer.")
            .withPictures(Curves.of(trained.history()))
            .withPictures(List.of(trained.gradients())));
    if (!data.isEmpty()) {
      sections.add(data);
    }
    if (!run.samples().isEmpty()) {
      Section samples = Section.of("Texts written by the model");
      for (Map.Entry<String, String> sample : run.samples().entrySet()) {
        samples = samples.withText(sample.getKey(), sample.getValue());
      }
      sections.add(samples);
    }
    sections.add(Section.of("Settings").withFacts(run.config()));
    sections.add(Section.of("Provenance").withFacts(provenance(run)));
    return new Page(
        run.task() + ", " + selectedBy(run) + " " + figure(run, leadingSplit(run), selectedBy(run)),
        run.sample() ? "On the bundled sample, whose figures mean nothing." : "",
        sections);
  }

  private static Section summary(RunRecord run) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("best epoch", run.training().epochsText());
    facts.put("parameters", run.training().parametersText());
    run.training()
        .examples()
        .forEach(
            (split, count) ->
                facts.put(split + " examples", String.format(Locale.ROOT, "%,d", count)));
    run.times()
        .seconds()
        .forEach(
            (phase, seconds) ->
                facts.put("time to " + phase, String.format(Locale.ROOT, "%.1f s", seconds)));
    put(facts, "training speed", "%,.0f examples/s", run.times().samplesPerSecond());
    put(
        facts,
        "prediction speed",
        "%,.0f examples/s on one core",
        run.times().predictionsPerSecond());
    List<List<String>> rows =
        run.metrics().getOrDefault(leadingSplit(run), Map.of()).keySet().stream()
            .map(
                metric ->
                    List.of(metric, figure(run, VALIDATION, metric), figure(run, TEST, metric)))
            .toList();
    return Section.of("Figures")
        .withFacts(facts)
        .withTable(new Table("Metrics", List.of("metric", VALIDATION, TEST), rows));
  }

  private static void put(
      Map<String, String> facts, String name, String format, OptionalDouble number) {
    number.ifPresent(value -> facts.put(name, String.format(Locale.ROOT, format, value)));
  }

  private static String leadingSplit(RunRecord run) {
    return run.test().isPresent() ? TEST : VALIDATION;
  }

  private static String selectedBy(RunRecord run) {
    return run.training().selectedBy().orElseThrow();
  }

  private static String figure(RunRecord run, String split, String metric) {
    return Decimals.text(run.figure(split, metric).orElse(Double.NaN), 4);
  }

  private static Map<String, String> provenance(RunRecord run) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("commit", run.provenance().commit());
    facts.putAll(run.provenance().versions());
    facts.putAll(run.provenance().machine());
    run.times()
        .otherLoad()
        .ifPresent(
            share -> facts.put("other load", String.format(Locale.ROOT, "%.0f %%", 100 * share)));
    facts.put("data SHA-256", run.provenance().dataHash());
    facts.putAll(run.provenance().data());
    return facts;
  }
}

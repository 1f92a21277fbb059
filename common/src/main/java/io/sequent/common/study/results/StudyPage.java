package io.sequent.common.study.results;

import io.sequent.common.config.CommonSettings;
import io.sequent.common.page.Page;
import io.sequent.common.page.Section;
import io.sequent.common.study.Study;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code report.html} of a study. */
final class StudyPage {
  private StudyPage() {}

  static Page of(StudyResults results) {
    Study study = results.study();
    StudyTable table = new StudyTable(results);
    List<Section> sections = new ArrayList<>();
    sections.add(
        Section.of("Rows")
            .withNote(String.join(" ", table.legend()))
            .withTable(table.ranked())
            .withPictures(StudyPictures.of(results)));
    results.best().ifPresent(best -> sections.add(settings(results, best)));
    results
        .best()
        .map(best -> best.runs().get(0).run().samples())
        .filter(s -> !s.isEmpty())
        .ifPresent(samples -> sections.add(samples(samples)));
    return new Page(study.title(), study.about(), sections);
  }

  /** Those of the best row that another row has otherwise. */
  private static Section settings(StudyResults results, RowResult best) {
    Map<String, String> config = best.runs().get(0).run().config();
    Map<String, String> differing = new LinkedHashMap<>();
    config.forEach(
        (name, value) -> {
          if (!name.equals(CommonSettings.SEED.name())
              && results.ranked().stream()
                  .flatMap(row -> row.runs().stream())
                  .map(run -> run.run().config())
                  .anyMatch(other -> !value.equals(other.getOrDefault(name, value)))) {
            differing.put(name, value);
          }
        });
    return Section.of("Settings of the best row")
        .withNote(best.label() + ". Settings that all rows share are left out.")
        .withFacts(differing);
  }

  private static Section samples(Map<String, String> samples) {
    Section section = Section.of("Texts written by the best row's model");
    for (Map.Entry<String, String> sample : samples.entrySet()) {
      section = section.withText(sample.getKey(), sample.getValue());
    }
    return section;
  }
}

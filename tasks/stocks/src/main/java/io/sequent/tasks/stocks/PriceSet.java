package io.sequent.tasks.stocks;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataSettings;
import io.sequent.common.report.Shortened;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The series of some files.
 *
 * @param series in the order of the files, each with days of its own
 * @param notes how the files are written and what was left out, a line each
 */
record PriceSet(List<PriceSeries> series, List<String> notes) {
  private static final int SHOWN = 5;

  PriceSet {
    series = List.copyOf(series);
    notes = List.copyOf(notes);
  }

  static PriceSet read(PriceFiles files, Config config) throws IOException {
    List<PriceSeries> series = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Map<String, List<String>> forms = new LinkedHashMap<>();
    for (Path file : files.files()) {
      PriceFile.Content content =
          PriceFile.read(
              file, config.get(StocksSettings.COLUMNS), config.get(DataSettings.ENCODING));
      series.addAll(content.series());
      notes.addAll(content.notes());
      forms
          .computeIfAbsent(content.form(), form -> new ArrayList<>())
          .add(String.valueOf(file.getFileName()));
    }
    requireNames(series);
    List<String> all = new ArrayList<>(files.notes());
    forms.forEach(
        (form, names) -> {
          if (!form.isEmpty()) {
            all.add(Shortened.list(names, SHOWN, ", ") + ": " + form);
          }
        });
    all.addAll(notes);
    return new PriceSet(series, all);
  }

  private static void requireNames(List<PriceSeries> series) {
    Set<String> names = new HashSet<>();
    for (PriceSeries one : series) {
      if (!names.add(one.name())) {
        throw new UserError(
            one.file() + ": a second series '" + one.name() + "', expected each to have its name");
      }
    }
  }

  /**
   * The series that a model forecasts: by their names where all are there, else one for each.
   *
   * @param names of the model's series
   * @throws UserError if there are not as many
   */
  PriceSet of(List<String> names, Path place) {
    Map<String, PriceSeries> byName = new LinkedHashMap<>();
    series.forEach(one -> byName.put(one.name(), one));
    if (byName.keySet().containsAll(names)) {
      return new PriceSet(names.stream().map(byName::get).toList(), notes);
    }
    if (series.size() != names.size()) {
      throw new UserError(
          "%s: series %s, expected %s as the model has"
              .formatted(
                  place,
                  Shortened.list(List.copyOf(byName.keySet()), SHOWN, ", "),
                  String.join(", ", names)));
    }
    List<String> more = new ArrayList<>(notes);
    more.add(
        "evaluated as %s of the model: %s"
            .formatted(String.join(", ", names), String.join(", ", byName.keySet())));
    return new PriceSet(series, more);
  }

  /** The notes, and how many days are not common to all series. */
  List<String> notesWith(PriceHistory history) {
    int days = history.days().size();
    List<String> others =
        series.stream()
            .filter(one -> one.days().size() > days)
            .map(
                one ->
                    "%,d of %,d of %s"
                        .formatted(one.days().size() - days, one.days().size(), one.name()))
            .toList();
    if (others.isEmpty()) {
      return notes;
    }
    List<String> more = new ArrayList<>(notes);
    more.add("days that not all series have are left out: " + Shortened.list(others, SHOWN, ", "));
    return more;
  }
}

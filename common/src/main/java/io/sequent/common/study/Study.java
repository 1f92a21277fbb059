package io.sequent.common.study;

import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.train.TrainingSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Trainings of one task whose results are shown side by side in a table.
 *
 * @param name the name that its runs are recorded under: that of its file, or made from what is
 *     compared
 * @param part which of the file's parts it is; empty for the only one
 * @param title the head of the table
 * @param task the task's name
 * @param data a path below a data root, or {@code sample}; empty for the task's usual data
 * @param about which data, and what differs from a publication; may be empty
 * @param metric the validation metric that selects each run's epoch and a row's variant
 * @param columns the test metrics that the table shows
 * @param seeds the seeds that each variant of each row is trained with
 * @param base what all rows set differently from the task's defaults, setting name to value
 * @param rows in the order of the table, at least one
 * @param references published figures
 * @param overview what the overview of all studies shows of it
 */
public record Study(
    String name,
    String part,
    String title,
    String task,
    String data,
    String about,
    String metric,
    List<String> columns,
    List<Long> seeds,
    Map<String, String> base,
    List<StudyRow> rows,
    References references,
    Overview overview) {
  /** What an overview shows of a study. */
  public enum Overview {
    /** The row that is best on validation. */
    BEST,
    /** Every row, with its time and speed; in the README those beside a published figure. */
    ROWS
  }

  public Study {
    columns = List.copyOf(columns);
    seeds = List.copyOf(seeds);
    base = Axes.ordered(base);
    rows = List.copyOf(rows);
  }

  /**
   * The study of every combination of some settings' values. The values of a setting are those
   * given, separated by commas, or by semicolons where a value holds commas itself; else those of
   * {@link io.sequent.common.config.Setting#compared}.
   *
   * @param base settings of a preset and a configuration file, setting name to value; its value of
   *     a compared setting does not matter
   * @param compare names of the settings to compare
   * @param given settings of the command line, compared ones with all their values; they win over
   *     {@code base}
   * @param seeds their number, or the seeds separated by commas; empty for one
   * @throws io.sequent.common.UserError for a setting or value that the task does not accept, and
   *     where nothing is left to compare
   */
  public static Study comparing(
      Task<?, ?> task,
      Map<String, String> base,
      List<String> compare,
      Map<String, String> given,
      String seeds) {
    return Comparison.of(task, base, compare, given, seeds);
  }

  /** What its page, pictures and folder are called; no other study has the same. */
  public String id() {
    return part.isEmpty() ? name : name + "-" + part;
  }

  /** Every metric that the study needs, the selecting one first. */
  public Set<String> metrics() {
    Set<String> metrics = new LinkedHashSet<>(List.of(metric));
    metrics.addAll(columns);
    return metrics;
  }

  /**
   * Every training: by row, by variant of the row, by seed. For a setting, variant wins over row,
   * row over base, and base over the task.
   *
   * @throws io.sequent.common.UserError for a setting that the task does not have or accept
   */
  public List<PlannedRun> runs(Task<?, ?> task) {
    Config ofAll =
        TaskSettings.defaults(task).with(base, id()).with(TrainingSettings.METRIC, metric);
    List<PlannedRun> runs = new ArrayList<>();
    for (StudyRow row : rows) {
      Config ofRow = ofAll.with(row.settings(), id());
      for (StudyRow.Variant variant : row.variants()) {
        Config ofVariant = ofRow.with(variant.settings(), id());
        for (long seed : seeds) {
          runs.add(
              new PlannedRun(
                  row.name(), variant.label(), seed, ofVariant.with(CommonSettings.SEED, seed)));
        }
      }
    }
    return runs;
  }

  /**
   * One training of a study.
   *
   * @param row the name of the row that it belongs to
   * @param variant which of the row's variants it is, {@link StudyRow.Variant#label}
   * @param seed its seed, which {@code config} holds too
   * @param config all its settings
   */
  public record PlannedRun(String row, String variant, long seed, Config config) {
    /** For people: row, variant where there are several, seed. */
    public String name() {
      return row + (variant.isEmpty() ? "" : ", " + variant) + ", seed " + seed;
    }
  }
}

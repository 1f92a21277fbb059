package io.sequent;

import io.sequent.common.UserError;
import io.sequent.common.report.Table;
import io.sequent.common.run.RunResult;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Some runs of a task side by side. */
final class RunComparison {
  private RunComparison() {}

  static Table of(List<Run> runs) {
    List<RunResult> results = runs.stream().map(Run::result).toList();
    String task = same("task", results.stream().map(RunResult::task).toList());
    String metric = same("metric", results.stream().map(RunResult::selectedBy).toList());
    Set<String> differing = differing(results.stream().map(RunResult::config).toList());
    return new Table(
        "Runs of " + task + ", best epoch by validation",
        List.of(
            "run",
            "validation " + metric,
            "test " + metric,
            "best epoch",
            "parameters",
            "training s"),
        results.stream().map(result -> row(result, metric, differing)).toList());
  }

  private static String same(String what, List<String> values) {
    Set<String> different = new LinkedHashSet<>(values);
    if (different.size() != 1) {
      throw new UserError("compare: runs of " + what + " " + different + ", expected one " + what);
    }
    return values.get(0);
  }

  /** The settings that do not have the same value in all of them. */
  private static Set<String> differing(List<Map<String, String>> configs) {
    Set<String> names = new LinkedHashSet<>();
    configs.forEach(config -> names.addAll(config.keySet()));
    names.removeIf(
        name -> configs.stream().map(config -> config.get(name)).distinct().count() == 1);
    return names;
  }

  private static List<String> row(RunResult result, String metric, Set<String> differing) {
    String name =
        differing.stream()
            .map(setting -> setting + "=" + result.config().get(setting))
            .collect(Collectors.joining(", "));
    return List.of(
        name.isEmpty() ? result.task() : name,
        figure(result, "validation", metric),
        figure(result, "test", metric),
        String.valueOf(result.bestEpoch()),
        String.format(Locale.ROOT, "%,d", result.parameters()),
        String.format(Locale.ROOT, "%.1f", result.seconds().getOrDefault("train", Double.NaN)));
  }

  private static String figure(RunResult result, String split, String metric) {
    double value = result.metrics().getOrDefault(split, Map.of()).getOrDefault(metric, Double.NaN);
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "-";
  }
}

package io.sequent;

import io.sequent.common.UserError;
import io.sequent.common.report.Decimals;
import io.sequent.common.report.Table;
import io.sequent.common.run.RunRecord;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Some runs of a task side by side. */
final class RunComparison {
  private RunComparison() {}

  static Table of(List<Run> runs) {
    List<RunRecord> results = runs.stream().map(Run::result).toList();
    String task = same("task", results.stream().map(RunRecord::task).toList());
    String metric =
        same(
            "metric",
            results.stream().flatMap(run -> run.training().selectedBy().stream()).toList());
    Set<String> differing = differing(results.stream().map(RunRecord::config).toList());
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

  private static List<String> row(RunRecord result, String metric, Set<String> differing) {
    String name =
        differing.stream()
            .map(setting -> setting + "=" + result.config().get(setting))
            .collect(Collectors.joining(", "));
    return List.of(
        name.isEmpty() ? result.task() : name,
        Decimals.text(result.figure(RunRecord.VALIDATION, metric).orElse(Double.NaN), 4),
        Decimals.text(result.figure(RunRecord.TEST, metric).orElse(Double.NaN), 4),
        result.training().bestEpochText(),
        result.training().parametersText(),
        Decimals.text(result.times().train().orElse(Double.NaN), 1));
  }
}

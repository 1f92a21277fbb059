package io.sequent.common.study;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Setting;
import io.sequent.common.io.Sha256;
import io.sequent.common.task.Task;
import io.sequent.common.train.TrainingSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A study from a command line: {@code compare=cell,optimizer optimizer=adam,sgd seeds=3}. */
final class Comparison {
  private static final Function<String, UserError> ERROR = UserError::new;

  private final Task<?, ?> task;
  private final StudySettings settings;

  private Comparison(Task<?, ?> task) {
    this.task = task;
    this.settings = new StudySettings(task);
  }

  /** The study, as {@link Study#comparing} says. */
  static Study of(
      Task<?, ?> task,
      Map<String, String> base,
      List<String> compare,
      Map<String, String> given,
      String seeds) {
    return new Comparison(task).study(base, compare, given, seeds);
  }

  private Study study(
      Map<String, String> base, List<String> compare, Map<String, String> given, String seeds) {
    if (compare.isEmpty()) {
      throw new UserError("compare: no settings, expected names such as compare=cell,optimizer");
    }
    Map<String, List<String>> axes = new LinkedHashMap<>();
    for (String name : compare) {
      if (axes.put(name, axis(name, given)) != null) {
        throw new UserError("compare: setting '" + name + "' is given twice");
      }
    }
    Map<String, String> common = new LinkedHashMap<>(base);
    common.putAll(given);
    common.keySet().removeAll(axes.keySet());
    String metric = common.remove(TrainingSettings.METRIC.name());
    String selecting = metric == null ? settings.metric() : StudySettings.selecting(metric, ERROR);
    String seed = common.remove(CommonSettings.SEED.name());
    Map<String, String> ofAll = settings.inOrder(common, ERROR);
    String suffix = ofAll.isEmpty() ? "" : "-" + Sha256.of(ofAll.toString()).substring(0, 6);
    String with = ofAll.isEmpty() ? "" : ", " + Axes.label(ofAll);
    return new Study(
        "compare-" + task.name() + "-" + String.join("-", axes.keySet()) + suffix,
        "",
        task.name() + ": " + String.join(" x ", axes.keySet()) + with,
        task.name(),
        "",
        "",
        selecting,
        List.of(selecting),
        Seeds.given(seeds.strip(), seed == null ? "" : seed),
        ofAll,
        Axes.rows(axes),
        References.NONE,
        Study.Overview.BEST);
  }

  private List<String> axis(String name, Map<String, String> given) {
    Setting<?> setting = settings.named(name, ERROR);
    String text = given.get(name);
    if (text == null) {
      if (setting.compared().isEmpty()) {
        throw new UserError(
            "compare: setting '%s' has no values of its own to compare, expected %s (%s)"
                .formatted(name, example(setting), setting.range()));
      }
      return setting.compared();
    }
    List<String> values = setting.several(text);
    settings.checkAxis(name, values, ERROR);
    if (values.size() == 1) {
      throw new UserError(
          "compare: setting '%s' has one value, '%s', expected several such as %s"
              .formatted(name, text, example(setting)));
    }
    return values;
  }

  private static String example(Setting<?> setting) {
    return setting.name() + "=VALUE" + setting.separator() + "VALUE";
  }
}

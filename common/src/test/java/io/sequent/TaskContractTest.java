package io.sequent;

import io.sequent.common.config.Setting;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.task.Tasks;
import io.sequent.testkit.TaskContract;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The contract of every task on the class path; a new task is checked without a line here. */
class TaskContractTest extends TaskContract {
  @Override
  protected Stream<Task<?, ?>> tasks() {
    return Tasks.all().stream();
  }

  @Override
  protected List<String> input(Task<?, ?> task) {
    return switch (task.name()) {
      case "stocks" -> IntStream.range(0, 31).mapToObj(i -> (100 + i) + "," + (50 + i)).toList();
      case "weather" -> List.of("3,9,7", "12,20,18");
      default -> List.of("Олена Коваль живе у Львові.", "", "Oil prices rise.");
    };
  }

  @Override
  protected Map<String, String> small(Task<?, ?> task) {
    boolean hasHidden =
        TaskSettings.of(task).stream().map(Setting::name).anyMatch("hidden"::equals);
    return hasHidden ? Map.of("hidden", "8") : Map.of();
  }
}

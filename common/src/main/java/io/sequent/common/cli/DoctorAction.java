package io.sequent.common.cli;

import io.sequent.common.experiment.DataChoice;
import io.sequent.common.network.engine.Kernels;
import io.sequent.common.report.Table;
import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.factory.Nd4j;

/** Shows what the toolkit finds of the machine and of the data. */
final class DoctorAction {
  static final Action ACTION =
      new GeneralAction(
          "doctor",
          "show backend, threads, memory and the data found",
          List.of(RunOptions.KERNEL),
          (request, console) -> new DoctorAction(console).perform());

  private final Console console;

  DoctorAction(Console console) {
    this.console = console;
  }

  void perform() throws IOException {
    Properties backend = Nd4j.getExecutioner().getEnvironmentInformation();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("java", System.getProperty("java.vm.name") + " " + Runtime.version()));
    rows.add(
        List.of("system", System.getProperty("os.name") + " " + System.getProperty("os.arch")));
    rows.add(List.of("backend", String.valueOf(backend.get("backend"))));
    rows.add(List.of("kernels", Kernels.describe()));
    rows.add(List.of("BLAS", String.valueOf(backend.get("blas.vendor"))));
    rows.add(List.of("cores", String.valueOf(Runtime.getRuntime().availableProcessors())));
    rows.add(List.of("BLAS threads", String.valueOf(Nd4j.factory().blas().getMaxThreads())));
    rows.add(List.of("OpenMP threads", String.valueOf(backend.get("omp.threads"))));
    rows.add(List.of("maximum heap", mebibytes(Runtime.getRuntime().maxMemory())));
    rows.add(List.of("maximum off-heap memory", mebibytes(Pointer.maxBytes())));
    rows.add(List.of("machine memory", mebibytes(Pointer.totalPhysicalBytes())));
    rows.add(List.of("free memory", mebibytes(Pointer.availablePhysicalBytes())));
    console.out().println(new Table("Machine", List.of("item", "value"), rows).render());
    console.out().println();

    List<List<String>> data = new ArrayList<>();
    for (Task<?, ?> task : Tasks.all()) {
      data.add(List.of(task.name(), DataChoice.of(task, "").describe()));
    }
    console.out().println(new Table("Data", List.of("task", "found"), data).render());
  }

  private static String mebibytes(long bytes) {
    return (bytes >> 20) + " MiB";
  }
}

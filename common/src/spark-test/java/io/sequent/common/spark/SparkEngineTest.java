package io.sequent.common.spark;

import io.sequent.common.network.engine.Kernels.KernelChoice;
import io.sequent.common.study.engine.ClusterEngine;
import io.sequent.common.study.engine.ClusterEngine.Cluster;
import io.sequent.common.study.engine.TrainingEngine;
import io.sequent.common.study.engine.TrainingEngineContract;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract of engines, with Spark in this process. */
class SparkEngineTest extends TrainingEngineContract {
  @TempDir Path runs;

  @Override
  protected TrainingEngine engine() throws IOException {
    return ClusterEngine.find()
        .open(
            new Cluster(
                "local[2]",
                runs,
                KernelChoice.AUTO,
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)));
  }
}

package io.sequent.bench;

import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.factory.Nd4j;

/** One piece of memory for all runs of a benchmark, as a training has it for all its steps. */
public final class ReusedMemory {
  private static final String NAME = "bench";
  private static final WorkspaceConfiguration CONFIGURATION =
      WorkspaceConfiguration.builder()
          .policyLearning(LearningPolicy.FIRST_LOOP)
          .policyAllocation(AllocationPolicy.STRICT)
          .build();

  private ReusedMemory() {}

  /** The memory for one run; what was made in it is gone when it is closed. */
  public static MemoryWorkspace open() {
    return Nd4j.getWorkspaceManager().getAndActivateWorkspace(CONFIGURATION, NAME);
  }

  /** Places all that a layer makes in it; to be used while it is open. */
  static LayerWorkspaceMgr forLayers() {
    return LayerWorkspaceMgr.builder().defaultWorkspace(NAME, CONFIGURATION).build();
  }
}

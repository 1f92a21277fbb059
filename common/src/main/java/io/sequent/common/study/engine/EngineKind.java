package io.sequent.common.study.engine;

/** The engines that do trainings. */
public enum EngineKind {
  /** This process. */
  LOCAL,
  /** Nodes of a cluster, or the cores of this machine, by Apache Spark. */
  SPARK
}

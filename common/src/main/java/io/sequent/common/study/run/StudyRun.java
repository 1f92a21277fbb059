package io.sequent.common.study.run;

import io.sequent.common.run.Provenance;
import io.sequent.common.run.RunFolder;
import io.sequent.common.study.PlannedRun;
import java.nio.file.Path;

/**
 * A planned run with what identifies it and where it is trained.
 *
 * @param planned the run
 * @param configHash of all its settings
 * @param provenance identifies its data
 * @param folder its run folder, which need not exist
 */
public record StudyRun(
    PlannedRun planned, String configHash, Provenance provenance, RunFolder folder) {
  /** File systems allow some 255 bytes. */
  private static final int MAX_NAME_LENGTH = 80;

  /**
   * Gives the run a folder.
   *
   * @param parent the folder of the study's runs
   */
  static StudyRun in(Path parent, PlannedRun planned, String configHash, Provenance provenance) {
    // A name for people, and hashes to distinguish runs with the same name.
    String name = planned.name().replaceAll("[^\\p{L}\\p{N}.=+-]+", "-");
    String hashes = configHash.substring(0, 8) + provenance.dataHash().substring(0, 4);
    String folder = name.substring(0, Math.min(MAX_NAME_LENGTH, name.length())) + "-" + hashes;
    return new StudyRun(planned, configHash, provenance, new RunFolder(parent.resolve(folder)));
  }

  /** Identifies its data. */
  public String dataHash() {
    return provenance.dataHash();
  }
}

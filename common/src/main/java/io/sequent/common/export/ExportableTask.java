package io.sequent.common.export;

import io.sequent.common.config.Config;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;

/**
 * A task that says what stands in an exported file beside its network. Other tasks are exported
 * too: the network as it is, with settings and labels.
 *
 * @param <E> one example
 * @param <P> what is fitted on the training data
 */
public interface ExportableTask<E, P extends Preparation> extends Task<E, P> {
  /** What is exported with a model of this preparation and these settings. */
  ExportView export(P preparation, Config config);
}

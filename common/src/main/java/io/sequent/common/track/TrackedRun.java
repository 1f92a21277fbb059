package io.sequent.common.track;

import io.sequent.common.config.Config;
import io.sequent.common.run.RunFolder;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * A training that is tracked.
 *
 * @param folder the run's, to which a tracker may write; a resumed training finds there what an
 *     earlier process wrote
 * @param task the task's name
 * @param config all settings
 * @param gradients of an epoch, counted from 1, once it is done: parameter, such as {@code 0_W}, to
 *     the mean absolute value of its gradient before clipping and optimizer
 */
public record TrackedRun(
    RunFolder folder, String task, Config config, IntFunction<Map<String, Double>> gradients) {}

/** The training loop with its schedules, stops and checkpoints. */
@NullMarked
package io.sequent.common.train;

import org.jspecify.annotations.NullMarked;

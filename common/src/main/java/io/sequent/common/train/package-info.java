/** The training loop, with early stopping, checkpoints and the search for a learning rate. */
@NullMarked
package io.sequent.common.train;

import org.jspecify.annotations.NullMarked;

/** One training step, with the update of the parameters in a single pass. */
@NullMarked
package io.sequent.common.network.update;

import org.jspecify.annotations.NullMarked;

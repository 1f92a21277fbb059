/** Search for the settings of a task with the best validation metric. */
@NullMarked
package io.sequent.common.tune;

import org.jspecify.annotations.NullMarked;

/** Networks that are evaluated one step at a time, on plain arrays. */
@NullMarked
package io.sequent.common.network.stepwise;

import org.jspecify.annotations.NullMarked;

/** How much memory a network takes, found out before any is taken. */
@NullMarked
package io.sequent.common.network.memory;

import org.jspecify.annotations.NullMarked;

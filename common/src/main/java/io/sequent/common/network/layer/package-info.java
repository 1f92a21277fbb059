/** What layers have in common: parameters, masks, memory layout; and the dense layer. */
@NullMarked
package io.sequent.common.network.layer;

import org.jspecify.annotations.NullMarked;

/** Layers that reduce a sequence to one vector. */
@NullMarked
package io.sequent.common.network.layer.pooling;

import org.jspecify.annotations.NullMarked;

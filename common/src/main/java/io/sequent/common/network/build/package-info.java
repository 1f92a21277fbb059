/** Builds networks from settings: input, encoder, pooling, dense layers and output. */
@NullMarked
package io.sequent.common.network.build;

import org.jspecify.annotations.NullMarked;

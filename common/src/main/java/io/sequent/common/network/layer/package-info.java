/** Layers around the recurrent ones: embedding and pooling. */
@NullMarked
package io.sequent.common.network.layer;

import org.jspecify.annotations.NullMarked;

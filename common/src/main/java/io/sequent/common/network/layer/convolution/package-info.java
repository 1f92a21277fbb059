/** Convolutions over time and the maximum of short windows. */
@NullMarked
package io.sequent.common.network.layer.convolution;

import org.jspecify.annotations.NullMarked;

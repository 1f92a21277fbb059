/** Losses that Deeplearning4j lacks or computes unsafely. */
@NullMarked
package io.sequent.common.network.loss;

import org.jspecify.annotations.NullMarked;

/** Batch normalization of sequences, which leaves masked steps out. */
@NullMarked
package io.sequent.common.network.layer.normalization;

import org.jspecify.annotations.NullMarked;

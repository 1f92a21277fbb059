/** Runs trained models on examples: their joint output, its evaluation, its speed. */
@NullMarked
package io.sequent.common.inference;

import org.jspecify.annotations.NullMarked;

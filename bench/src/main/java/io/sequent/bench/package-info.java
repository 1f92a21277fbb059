/** Micro-benchmarks of single kernels. */
@NullMarked
package io.sequent.bench;

import org.jspecify.annotations.NullMarked;

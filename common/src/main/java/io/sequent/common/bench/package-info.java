/** Measurements of speed and padding on this machine, in a form that other programs can read. */
@NullMarked
package io.sequent.common.bench;

import org.jspecify.annotations.NullMarked;

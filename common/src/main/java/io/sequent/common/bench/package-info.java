/** What is timed and counted on the machine at hand, in a form that other programs can read. */
@NullMarked
package io.sequent.common.bench;

import org.jspecify.annotations.NullMarked;

/** Trackers: what shows a training elsewhere while it goes on. */
@NullMarked
package io.sequent.common.track;

import org.jspecify.annotations.NullMarked;

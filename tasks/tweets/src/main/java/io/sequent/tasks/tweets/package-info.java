/** Hateful and offensive tweets. */
@NullMarked
package io.sequent.tasks.tweets;

import org.jspecify.annotations.NullMarked;

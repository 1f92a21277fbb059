/** Sentiment of English film reviews. */
@NullMarked
package io.sequent.tasks.sentiment;

import org.jspecify.annotations.NullMarked;

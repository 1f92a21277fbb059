/** Text classification: what all tasks that predict the class of a text share. */
@NullMarked
package io.sequent.common.classify;

import org.jspecify.annotations.NullMarked;

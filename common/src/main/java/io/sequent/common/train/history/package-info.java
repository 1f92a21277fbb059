/** The epochs of a training: what each one cost and reached. */
@NullMarked
package io.sequent.common.train.history;

import org.jspecify.annotations.NullMarked;

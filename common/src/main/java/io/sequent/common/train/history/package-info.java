/** The epochs of a training: time, loss and validation metrics of each. */
@NullMarked
package io.sequent.common.train.history;

import org.jspecify.annotations.NullMarked;

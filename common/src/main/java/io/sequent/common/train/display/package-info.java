/** Shows a training: progress on the console, curves, gradients. */
@NullMarked
package io.sequent.common.train.display;

import org.jspecify.annotations.NullMarked;

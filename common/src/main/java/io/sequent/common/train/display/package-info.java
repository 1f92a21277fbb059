/** Shows a training: progress lines, curves, gradients. */
@NullMarked
package io.sequent.common.train.display;

import org.jspecify.annotations.NullMarked;
